package io.netvscd.datapath.netlink;

import java.io.IOException;

/** A datagram that does not hold what its own lengths say. */
public final class NetlinkMalformed extends IOException {
    private final int offset;

    /**
     * Describes what is wrong.
     *
     * @param offset where in the datagram, in octets from its beginning
     */
    public NetlinkMalformed(String what, int offset) {
        super("malformed netlink datagram at octet " + offset + ": " + what);
        this.offset = offset;
    }

    /** Where in the datagram, in octets from its beginning. */
    public int offset() {
        return offset;
    }
}
