package io.netvscd.datapath.rndis;

/** Bits of {@link Oid#GEN_CURRENT_PACKET_FILTER}: which frames the host delivers. */
public final class PacketFilter {
    /** Nothing is delivered. */
    public static final int NONE = 0;
    public static final int DIRECTED = 0x01;
    public static final int MULTICAST = 0x02;
    public static final int ALL_MULTICAST = 0x04;
    public static final int BROADCAST = 0x08;
    public static final int PROMISCUOUS = 0x20;

    private PacketFilter() {
    }

    /** A netvsc's filter: nothing while closed, everything when promiscuous, else what is sent to it or to groups. */
    public static int of(boolean open, boolean promiscuous) {
        return of(open, promiscuous, false);
    }

    /** The same for a host that may have a list of the groups. */
    public static int of(boolean open, boolean promiscuous, boolean listed) {
        if (!open) {
            return NONE;
        }
        return promiscuous ? PROMISCUOUS : DIRECTED | BROADCAST | (listed ? MULTICAST : ALL_MULTICAST);
    }
}
