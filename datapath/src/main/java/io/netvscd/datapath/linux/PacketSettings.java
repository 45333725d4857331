package io.netvscd.datapath.linux;

/**
 * How a netdev is opened for its frames.
 *
 * @param name        what to call it in messages; the device itself is known by its number, since names change
 * @param ifindex     the device's number in the calling thread's network namespace
 * @param ringSlots   frames that may wait to be read; by {@value #SLOTS_A_BLOCK}, which take a MiB of locked memory
 * @param promiscuous whether to take frames for every address, as the uplink of an embedded host must
 */
public record PacketSettings(String name, int ifindex, int ringSlots, boolean promiscuous) {
    /** Slots in a block, the unit in which the kernel maps a ring. */
    public static final int SLOTS_A_BLOCK = 15;
    /** What a NIC needs for two scheduling gaps at full rate. */
    public static final int DEFAULT_RING_SLOTS = 17 * SLOTS_A_BLOCK;

    private static final int RING_SLOTS_MAX = 512 * SLOTS_A_BLOCK;

    public PacketSettings {
        if (ifindex <= 0) {
            throw new IllegalArgumentException("packet " + name + ": there is no such device (ifindex "
                    + ifindex + ")");
        }
        if (ringSlots < SLOTS_A_BLOCK || ringSlots > RING_SLOTS_MAX || ringSlots % SLOTS_A_BLOCK != 0) {
            throw new IllegalArgumentException("packet " + name + ": " + ringSlots
                    + " ring slots; a multiple of " + SLOTS_A_BLOCK + " up to " + RING_SLOTS_MAX + " is needed");
        }
    }

    /** A netdev for frames to and from its own address and all groups. */
    public static PacketSettings of(String name, int ifindex) {
        return new PacketSettings(name, ifindex, DEFAULT_RING_SLOTS, false);
    }
}
