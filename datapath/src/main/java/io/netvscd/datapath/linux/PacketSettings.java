package io.netvscd.datapath.linux;

/**
 * How a netdev is opened for its frames.
 *
 * @param name        what to call it in messages; the device itself is known by its number, since names change
 * @param ifindex     the device's number in the calling thread's network namespace
 * @param ringSlots   frames that may wait to be read; a power of two, {@value #SLOT_BYTES} octets of locked memory each
 * @param promiscuous whether to take frames for every address, as the uplink of an embedded host must
 */
public record PacketSettings(String name, int ifindex, int ringSlots, boolean promiscuous) {
    /** Octets in a slot: a 64 KiB segment with its headers and the kernel's own do not fit in half of it. */
    public static final int SLOT_BYTES = 128 * 1024;
    /** What a NIC needs for two scheduling gaps at full rate. */
    public static final int DEFAULT_RING_SLOTS = 256;

    private static final int RING_SLOTS_MAX = 8192;

    public PacketSettings {
        if (ifindex <= 0) {
            throw new IllegalArgumentException("packet " + name + ": there is no such device (ifindex "
                    + ifindex + ")");
        }
        if (ringSlots < 2 || ringSlots > RING_SLOTS_MAX || Integer.bitCount(ringSlots) != 1) {
            throw new IllegalArgumentException("packet " + name + ": " + ringSlots
                    + " ring slots; a power of two from 2 to " + RING_SLOTS_MAX + " is needed");
        }
    }

    /** A netdev for frames to and from its own address and all groups. */
    public static PacketSettings of(String name, int ifindex) {
        return new PacketSettings(name, ifindex, DEFAULT_RING_SLOTS, false);
    }
}
