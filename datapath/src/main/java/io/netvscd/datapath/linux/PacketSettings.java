package io.netvscd.datapath.linux;

/**
 * How a netdev is opened for its frames.
 *
 * @param name        what to call it in messages; the device itself is known by its number, since names change
 * @param ifindex     the device's number in the calling thread's network namespace
 * @param ringBlocks  of {@value #SLOTS_A_BLOCK} frames that may wait to be read; each takes a MiB of locked memory
 * @param promiscuous whether to take frames for every address, as the uplink of an embedded host must
 */
public record PacketSettings(String name, int ifindex, int ringBlocks, boolean promiscuous) {
    /** Slots in a block, the unit in which the kernel maps a ring. */
    static final int SLOTS_A_BLOCK = 15;
    /** What a NIC needs for two scheduling gaps at full rate. */
    public static final int DEFAULT_RING_BLOCKS = 17;

    private static final int RING_BLOCKS_MAX = 512;

    public PacketSettings {
        if (ifindex <= 0) {
            throw new IllegalArgumentException("packet " + name + ": there is no such device (ifindex "
                    + ifindex + ")");
        }
        if (ringBlocks < 1 || ringBlocks > RING_BLOCKS_MAX) {
            throw new IllegalArgumentException("packet " + name + ": " + ringBlocks + " ring blocks; 1 to " + RING_BLOCKS_MAX + " are needed");
        }
    }

    /** A netdev for frames to and from its own address and all groups. */
    public static PacketSettings of(String name, int ifindex) {
        return new PacketSettings(name, ifindex, DEFAULT_RING_BLOCKS, false);
    }
}
