package io.netvscd.datapath.nvsp;

/** Numbers of the NVSP messages that a netvsc uses: the u32 at offset 0. */
public final class NvspType {
    public static final int INIT = 1;
    public static final int INIT_COMPLETE = 2;
    public static final int SEND_NDIS_VERSION = 100;
    public static final int SEND_RECV_BUF = 101;
    public static final int SEND_RECV_BUF_COMPLETE = 102;
    public static final int REVOKE_RECV_BUF = 103;
    public static final int SEND_SEND_BUF = 104;
    public static final int SEND_SEND_BUF_COMPLETE = 105;
    public static final int REVOKE_SEND_BUF = 106;
    public static final int SEND_RNDIS_PKT = 107;
    public static final int SEND_RNDIS_PKT_COMPLETE = 108;
    public static final int SEND_NDIS_CONFIG = 125;
    public static final int SEND_VF_ASSOCIATION = 128;
    public static final int SWITCH_DATA_PATH = 129;
    /** Both the request and its completion. */
    public static final int SUBCHANNEL = 133;
    public static final int SEND_INDIRECTION_TABLE = 134;

    private NvspType() {
    }
}
