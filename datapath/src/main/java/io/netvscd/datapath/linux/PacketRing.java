package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import org.agrona.UnsafeApi;

/**
 * The mapped receive ring of a packet socket, TPACKET_V2: one slot a frame, each handed over as soon as it is filled. A
 * slot's first word says whose it is; it is read with acquire and given back with release.
 */
final class PacketRing {
    private static final int SOL_PACKET = 263;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V2 = 1;
    private static final int REQUEST_BYTES = 16;

    // struct tpacket2_hdr
    private static final int LENGTH = 4;
    private static final int CAPTURED_LENGTH = 8;
    private static final int FRAME_OFFSET = 12;
    private static final int VLAN_TCI = 24;
    private static final int VLAN_TPID = 26;

    private static final int STATUS_KERNEL = 0;
    private static final int STATUS_USER = 0x01;
    private static final int STATUS_VLAN_VALID = 0x10;
    private static final int STATUS_VLAN_TPID_VALID = 0x40;
    private static final int TPID_8021Q = 0x8100;

    /**
     * Octets in a slot: a segment of 64 KiB with its headers and the kernel's own; an odd number of cache lines, so that slots do not all
     * begin in one set of a processor's cache.
     */
    private static final int SLOT_BYTES = 1057 * 64;
    private static final int BLOCK_BYTES = 1 << 20;

    private final long base;
    private final long bytes;
    private final long[] slots;
    /** The slot that is filled next. */
    private int next;
    private int lent;
    private long cut;

    private PacketRing(long base, long bytes, long[] slots) {
        this.base = base;
        this.bytes = bytes;
        this.slots = slots;
    }

    /**
     * Maps one.
     *
     * @param blocks of {@value PacketSettings#SLOTS_A_BLOCK} slots
     */
    static PacketRing map(PacketSocket socket, int blocks) throws ErrnoException {
        long[] slots = new long[blocks * PacketSettings.SLOTS_A_BLOCK];
        socket.set(SOL_PACKET, PACKET_VERSION, TPACKET_V2, "setsockopt PACKET_VERSION");
        try (NativeMemory request = new NativeMemory(REQUEST_BYTES)) {
            request.putInt(0, BLOCK_BYTES);
            request.putInt(4, blocks);
            request.putInt(8, SLOT_BYTES);
            request.putInt(12, slots.length);
            int result = Libc.setsockopt(socket.fd(), SOL_PACKET, PACKET_RX_RING, request.address(), REQUEST_BYTES);
            Libc.check(result, "setsockopt PACKET_RX_RING", socket.what());
        }
        long bytes = (long) blocks * BLOCK_BYTES;
        long mapped = Libc.mmapShared(socket.fd(), bytes, 0);
        if (mapped < 0) {
            throw new ErrnoException("mmap of " + bytes + " octets", (int) -mapped, socket.what());
        }
        for (int i = 0; i < slots.length; i++) {
            slots[i] = mapped + (long) (i / PacketSettings.SLOTS_A_BLOCK) * BLOCK_BYTES + (long) (i % PacketSettings.SLOTS_A_BLOCK) * SLOT_BYTES;
        }
        return new PacketRing(mapped, bytes, slots);
    }

    int receive(Burst burst) {
        burst.size = 0;
        while (burst.size < burst.capacity() && lent < slots.length) {
            long slot = slots[next];
            int status = UnsafeApi.getIntAcquire(null, slot);
            if ((status & STATUS_USER) == 0) {
                break;
            }
            next = next + 1 == slots.length ? 0 : next + 1;
            int length = UnsafeApi.getInt(slot + CAPTURED_LENGTH);
            if (length != UnsafeApi.getInt(slot + LENGTH)) {
                cut++;
                UnsafeApi.putIntRelease(null, slot, STATUS_KERNEL);
                continue;
            }
            long frame = slot + Short.toUnsignedInt(UnsafeApi.getShort(slot + FRAME_OFFSET));
            if ((status & STATUS_VLAN_VALID) != 0) {
                int tci = Short.toUnsignedInt(UnsafeApi.getShort(slot + VLAN_TCI));
                int tpid = (status & STATUS_VLAN_TPID_VALID) == 0
                        ? TPID_8021Q
                        : Short.toUnsignedInt(UnsafeApi.getShort(slot + VLAN_TPID));
                frame = VlanTag.restore(frame, tpid, tci);
                length += VlanTag.BYTES;
            }
            burst.add(frame, length, slot);
            lent++;
        }
        return burst.size;
    }

    void release(Burst burst) {
        for (int i = 0; i < burst.size; i++) {
            UnsafeApi.putIntRelease(null, burst.cookie[i], STATUS_KERNEL);
        }
        lent -= burst.size;
    }

    /** Frames longer than a slot, dropped. */
    long cut() {
        return cut;
    }

    void unmap() {
        Libc.munmap(base, bytes);
    }
}
