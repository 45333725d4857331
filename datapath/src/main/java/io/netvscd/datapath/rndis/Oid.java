package io.netvscd.datapath.rndis;

import java.util.Locale;

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

    /** The name that NDIS gives it; eight hex digits where it is none of these. */
    public static String name(int oid) {
        return switch (oid) {
            case GEN_MAXIMUM_FRAME_SIZE -> "OID_GEN_MAXIMUM_FRAME_SIZE";
            case GEN_LINK_SPEED -> "OID_GEN_LINK_SPEED";
            case GEN_CURRENT_PACKET_FILTER -> "OID_GEN_CURRENT_PACKET_FILTER";
            case GEN_MEDIA_CONNECT_STATUS -> "OID_GEN_MEDIA_CONNECT_STATUS";
            case GEN_RECEIVE_SCALE_CAPABILITIES -> "OID_GEN_RECEIVE_SCALE_CAPABILITIES";
            case GEN_RECEIVE_SCALE_PARAMETERS -> "OID_GEN_RECEIVE_SCALE_PARAMETERS";
            case GEN_RNDIS_CONFIG_PARAMETER -> "OID_GEN_RNDIS_CONFIG_PARAMETER";
            case ETHERNET_PERMANENT_ADDRESS -> "OID_ETHERNET_PERMANENT_ADDRESS";
            case ETHERNET_CURRENT_ADDRESS -> "OID_ETHERNET_CURRENT_ADDRESS";
            case ETHERNET_MULTICAST_LIST -> "OID_ETHERNET_MULTICAST_LIST";
            case ETHERNET_MAXIMUM_LIST_SIZE -> "OID_ETHERNET_MAXIMUM_LIST_SIZE";
            case TCP_OFFLOAD_CURRENT_CONFIG -> "OID_TCP_OFFLOAD_CURRENT_CONFIG";
            case TCP_OFFLOAD_PARAMETERS -> "OID_TCP_OFFLOAD_PARAMETERS";
            case TCP_OFFLOAD_HARDWARE_CAPABILITIES -> "OID_TCP_OFFLOAD_HARDWARE_CAPABILITIES";
            default -> String.format(Locale.ROOT, "%08x", oid);
        };
    }
}
