package io.netvscd.datapath.linux;

/** How much unfinished work the system may leave in the frames that it sends on a TAP. */
public enum TapOffload {
    /** None: every frame has its checksums and fits the MTU. */
    NONE(0),
    /** Checksums may be left to whoever sends the frame on. */
    CHECKSUM(0x01),
    /** As before, and TCP segments of up to 64 KiB over IPv4 and IPv6 come whole. */
    TCP_SEGMENTATION(0x07),
    /** As before, and UDP segments too (Linux 6.2). */
    UDP_SEGMENTATION(0x67);

    private final int flags;

    TapOffload(int flags) {
        this.flags = flags;
    }

    /** The {@code TUN_F_*} flags of TUNSETOFFLOAD. */
    int flags() {
        return flags;
    }
}
