package io.netvscd.datapath.vmbus;

/**
 * The two rings of a channel, one behind the other in memory.
 *
 * @param outbound guest to host
 * @param inbound  host to guest
 */
public record RingPair(RingBuffer outbound, RingBuffer inbound) {
    /**
     * The rings that are there.
     *
     * @param start       page-aligned
     * @param ringBytes   of each, its header page included
     * @param headerBytes of a header page: as large as the guest's pages are
     */
    public static RingPair at(long start, int ringBytes, int headerBytes) {
        return new RingPair(ring(start, ringBytes, headerBytes), ring(start + ringBytes, ringBytes, headerBytes));
    }

    /** Two empty rings in zeroed memory. */
    static RingPair fresh(long start, int ringBytes) {
        RingPair pair = at(start, ringBytes, RingBuffer.HEADER_BYTES);
        pair.outbound.initialise();
        pair.inbound.initialise();
        return pair;
    }

    private static RingBuffer ring(long start, int ringBytes, int headerBytes) {
        return new RingBuffer(start, start + headerBytes, ringBytes - headerBytes);
    }
}
