package io.netvscd.datapath.netlink;

/**
 * A request that lies ready to go out as it is, as often as need be, when there is no time to make it.
 *
 * @param datagram the request, with the sequence number {@value #SEQUENCE}
 * @param call     what it is, for messages
 * @param what     whom it concerns
 */
record PreparedOrder(byte[] datagram, String call, String what) {
    /** Of all such requests; others count from 1. */
    static final int SEQUENCE = -1;

    static PreparedOrder of(NetlinkRequest request, String call, String what) {
        return new PreparedOrder(request.encode(SEQUENCE), call, what);
    }
}
