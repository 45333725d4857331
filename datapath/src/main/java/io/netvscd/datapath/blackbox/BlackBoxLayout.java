package io.netvscd.datapath.blackbox;

/**
 * The file's layout, little-endian throughout. A header page, then one ring for each of the three ports that frames enter by, then
 * one for the datapath's own decisions. A ring is a page with a count of records ever written, and its slots.
 *
 * <pre>
 * header   0 u32 magic "NVBB"   4 u32 version 2   8 u32 slots per ring   12 u32 slot bytes   16 u8[16] NIC name, zero-padded
 *         32 u64 boot epoch
 * ring     0 u64 records written (published last, with release)
 * slot     0 u64 number from 1, written last (0 while being written)   8 u64 tick
 *         16 u32 frame octets   20 u16 octets kept   22 u8 ring   23 u8 fate   24 u64 unused   32 u8[128] first octets
 * decision as a slot; the kept octets are twelve u64: tx, rx frames and drops of master, vf, synthetic as they were counted then;
 *          records written until then to the rings of master, vf, synthetic
 * </pre>
 *
 * Version 1 had no boot epoch, and of the decisions the fall back alone, with nine u64.
 */
final class BlackBoxLayout {
    static final int MAGIC = 0x4242564e;
    static final int VERSION = 2;
    static final int OLDEST_VERSION = 1;
    static final int PAGE_BYTES = 4096;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;
    static final int SLOTS_OFFSET = 8;
    static final int SLOT_BYTES_OFFSET = 12;
    static final int NIC_OFFSET = 16;
    static final int NIC_BYTES = 16;
    static final int EPOCH_OFFSET = 32;

    static final int SLOT_BYTES = 160;
    static final int KEPT_BYTES_MAX = 128;
    static final int NUMBER_OFFSET = 0;
    static final int TICK_OFFSET = 8;
    static final int LENGTH_OFFSET = 16;
    static final int KEPT_OFFSET = 20;
    static final int RING_OFFSET = 22;
    static final int FATE_OFFSET = 23;
    static final int OCTETS_OFFSET = 32;
    static final int DECISION_BYTES = 12 * Long.BYTES;
    static final int RINGS = BlackBoxFrame.Ring.values().length;

    private BlackBoxLayout() {
    }

    static long ringOffset(int ring, int slots) {
        return PAGE_BYTES + ring * ringBytes(slots);
    }

    static long fileBytes(int slots) {
        return PAGE_BYTES + RINGS * ringBytes(slots);
    }

    private static long ringBytes(int slots) {
        return PAGE_BYTES + (long) slots * SLOT_BYTES;
    }
}
