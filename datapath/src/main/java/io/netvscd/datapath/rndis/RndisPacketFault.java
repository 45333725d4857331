package io.netvscd.datapath.rndis;

/** What is wrong with an RNDIS packet message. */
public enum RndisPacketFault {
    TOO_SHORT("RNDIS message is shorter than the header of its type"),
    NOT_A_PACKET("RNDIS message on the data channel is not a packet message"),
    MESSAGE_LENGTH("RNDIS message length lies beyond the memory it came in"),
    DATA_BOUNDS("frame lies inside the header or beyond the message"),
    FRAME_LENGTH("frame is shorter than an Ethernet header or longer than 64 KiB"),
    INFO_BOUNDS("per-packet info lies inside the header or beyond the message"),
    INFO_ELEMENT("a per-packet info element has an impossible size or offset"),
    FRAGMENT("a coalesced fragment came though coalescing was not asked for"),
    OFFLOAD("checksum or segmentation request does not fit the frame");

    private final String what;

    RndisPacketFault(String what) {
        this.what = what;
    }

    /** A sentence for journals. */
    public String what() {
        return what;
    }
}
