package io.netvscd.datapath.vmbus;

/** How an attempt to read a packet ended. */
public enum RingRead {
    /** No packet has been published. */
    EMPTY,
    /** A packet was read. */
    PACKET,
    /** A packet was read and stepped over that breaks the rules; {@link Packet#fault()} says which. */
    MALFORMED
}
