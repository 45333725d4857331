package io.netvscd.datapath.vmbus;

/** What is wrong with a packet that can nevertheless be stepped over. */
public enum PacketFault {
    UNKNOWN_TYPE("packet type is not one that VMBus defines"),
    UNKNOWN_FLAGS("descriptor has flag bits other than completion-requested"),
    PAYLOAD_OFFSET("payload offset lies inside the descriptor or beyond the packet"),
    HEADER_TOO_SHORT("packet is shorter than the header of its type"),
    TRANSFER_PAGE_SET("transfer page set is not the receive buffer"),
    RANGE_COUNT("range count is zero, beyond the limit, or more than the header holds"),
    RANGE_BOUNDS("a range lies outside the memory it refers to");

    private final String what;

    PacketFault(String what) {
        this.what = what;
    }

    /** A sentence for journals. */
    public String what() {
        return what;
    }
}
