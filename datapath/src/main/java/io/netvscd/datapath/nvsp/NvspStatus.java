package io.netvscd.datapath.nvsp;

/** Status words of NVSP completions. */
public final class NvspStatus {
    public static final int NONE = 0;
    public static final int SUCCESS = 1;
    public static final int FAILURE = 2;
    /** The version asked for is newer than the host knows. */
    public static final int TOO_NEW = 3;
    /** The version asked for is older than the host still knows. */
    public static final int TOO_OLD = 4;
    /** The host could not make sense of an RNDIS message; the channel lives on. */
    public static final int INVALID_RNDIS_PACKET = 5;
    public static final int BUSY = 6;
    public static final int PROTOCOL_UNSUPPORTED = 7;

    private NvspStatus() {
    }
}
