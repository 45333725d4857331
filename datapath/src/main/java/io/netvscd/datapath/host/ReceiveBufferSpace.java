package io.netvscd.datapath.host;

import org.agrona.BitUtil;

/**
 * Which parts of the receive buffer hold messages that the guest has not given back. Space is taken in a ring; a
 * packet's part is free again when the guest completed it and all before it.
 */
final class ReceiveBufferSpace {
    /** Returned by {@link #claim} when there is no room. */
    static final int NONE = -1;
    private static final int ALIGNMENT = 8;
    private static final int PACKETS_MAX = 1 << 14;

    private final int bytes;
    private final long[] endOf;
    private final boolean[] given;
    private long head;
    private long tail;
    private long claimed;
    private long first = 1;
    private long next = 1;

    /**
     * Begins empty.
     *
     * @param packetsMax that can ever be out at once
     */
    ReceiveBufferSpace(int bytes, int packetsMax) {
        this.bytes = bytes;
        int slots = BitUtil.findNextPositivePowerOfTwo(Math.min(packetsMax, PACKETS_MAX));
        endOf = new long[slots];
        given = new boolean[slots];
    }

    /**
     * Begins a packet; what was claimed and not committed is forgotten.
     *
     * @param packets that the guest may hold
     * @return false when it holds as many already
     */
    boolean begin(int packets) {
        if (first == next) {
            // Nothing is out: the buffer's start, which is in the cache, serves again.
            tail = (tail + bytes - 1) / bytes * bytes;
            head = tail;
        }
        claimed = tail;
        return next - first < Math.min(packets, endOf.length);
    }

    /** Takes room for one message; returns its offset in the buffer or {@link #NONE}. */
    int claim(int messageBytes) {
        int needed = BitUtil.align(messageBytes, ALIGNMENT);
        int at = (int) (claimed % bytes);
        int skipped = bytes - at < needed ? bytes - at : 0;
        if (needed > bytes || claimed + skipped + needed - head > bytes) {
            return NONE;
        }
        claimed += skipped + needed;
        return (int) ((claimed - needed) % bytes);
    }

    /** Ends the packet and returns the transaction id that its completion will have. */
    long commit() {
        tail = claimed;
        endOf[slot(next)] = tail;
        return next++;
    }

    /** Takes back what a completed packet held; false when no such packet is out. */
    boolean release(long transactionId) {
        if (transactionId < first || transactionId >= next || given[slot(transactionId)]) {
            return false;
        }
        given[slot(transactionId)] = true;
        while (first < next && given[slot(first)]) {
            given[slot(first)] = false;
            head = endOf[slot(first)];
            first++;
        }
        return true;
    }

    /** Packets that the guest has not completed. */
    int out() {
        return (int) (next - first);
    }

    private int slot(long transactionId) {
        return (int) (transactionId & endOf.length - 1);
    }
}
