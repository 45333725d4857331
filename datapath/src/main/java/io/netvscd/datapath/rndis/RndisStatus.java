package io.netvscd.datapath.rndis;

/** Status words of RNDIS completions and indications. */
public final class RndisStatus {
    public static final int SUCCESS = 0;
    public static final int PENDING = 0x103;
    public static final int MEDIA_CONNECT = 0x4001_000b;
    public static final int MEDIA_DISCONNECT = 0x4001_000c;
    /** Its buffer is a u32 in units of 100 bit/s. */
    public static final int LINK_SPEED_CHANGE = 0x4001_0013;
    /** The network behind the NIC may be another one: the link is to be shown down and up again. */
    public static final int NETWORK_CHANGE = 0x4001_0018;
    public static final int TASK_OFFLOAD_CURRENT_CONFIG = 0x4002_0006;
    public static final int FAILURE = 0xc000_0001;
    public static final int NOT_SUPPORTED = 0xc000_00bb;
    public static final int RESOURCES = 0xc000_009a;
    public static final int INVALID_DATA = 0xc001_0015;
    public static final int INVALID_OID = 0xc001_0017;

    private RndisStatus() {
    }
}
