package io.netvscd.datapath.host;

/**
 * A control message on its way to the guest.
 *
 * @param answer given to a request, and so withheld by a silent host
 */
record Outgoing(Kind kind, long transactionId, boolean completionRequested, byte[] payload, boolean answer) {
    /** How it travels. */
    enum Kind {
        IN_BAND,
        COMPLETION,
        /** An RNDIS message, by way of the receive buffer. */
        RNDIS
    }
}
