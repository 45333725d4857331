package io.netvscd.datapath.rndis;

/** Object identifiers: what an RNDIS QUERY asks for and a SET changes. */
public final class Oid {
    public static final int GEN_MAXIMUM_FRAME_SIZE = 0x0001_0106;
    /** In units of 100 bit/s. */
    public static final int GEN_LINK_SPEED = 0x0001_0107;
    /** Bits of {@link PacketFilter}. */
    public static final int GEN_CURRENT_PACKET_FILTER = 0x0001_010e;
    /** 0 connected, 1 disconnected. */
    public static final int GEN_MEDIA_CONNECT_STATUS = 0x0001_0114;
    /** {@link ScaleCapabilities}. */
    public static final int GEN_RECEIVE_SCALE_CAPABILITIES = 0x0001_0203;
    /** {@link ScaleParameters}. */
    public static final int GEN_RECEIVE_SCALE_PARAMETERS = 0x0001_0204;
    /** A {@link NetworkAddress}. */
    public static final int GEN_RNDIS_CONFIG_PARAMETER = 0x0001_021b;
    /** Six octets. */
    public static final int ETHERNET_PERMANENT_ADDRESS = 0x0101_0101;
    /** Six octets. */
    public static final int ETHERNET_CURRENT_ADDRESS = 0x0101_0102;
    /** A {@link MulticastList}. */
    public static final int ETHERNET_MULTICAST_LIST = 0x0101_0103;
    /** How many groups such a list may have. */
    public static final int ETHERNET_MAXIMUM_LIST_SIZE = 0x0101_0104;
    public static final int TCP_OFFLOAD_CURRENT_CONFIG = 0xfc01_020b;
    public static final int TCP_OFFLOAD_PARAMETERS = 0xfc01_020c;
    public static final int TCP_OFFLOAD_HARDWARE_CAPABILITIES = 0xfc01_020d;

    private Oid() {
    }
}
