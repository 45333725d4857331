package io.netvscd.datapath.nvsp;

/** Bits of the u64 in SEND_NDIS_CONFIG. */
public final class NdisCapability {
    /** Setting it is what makes the host offer a VF. */
    public static final long SRIOV = 1L << 2;
    public static final long IEEE_8021Q = 1L << 3;
    /** Needed for link speed indications. */
    public static final long TEAMING = 1L << 5;
    /** Coalesced receive segments over VMBus, from 6.1. */
    public static final long RSC = 1L << 7;

    private NdisCapability() {
    }
}
