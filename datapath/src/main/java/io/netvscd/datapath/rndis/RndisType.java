package io.netvscd.datapath.rndis;

/** Numbers of RNDIS messages: the u32 at offset 0. A completion is its request with bit 31 set. */
public final class RndisType {
    /** A frame; not a control message. */
    public static final int PACKET = 1;
    public static final int INITIALIZE = 2;
    public static final int HALT = 3;
    public static final int QUERY = 4;
    public static final int SET = 5;
    public static final int RESET = 6;
    public static final int INDICATE_STATUS = 7;
    public static final int KEEPALIVE = 8;
    /** Set in the type of a completion. */
    public static final int COMPLETION = 0x8000_0000;

    private RndisType() {
    }
}
