package io.netvscd.datapath.vmbus;

/**
 * Transfer-page packets of which frames are on their way through the guest. A packet is to be completed when all its
 * ranges have been looked at and all its frames are back, exactly once.
 */
final class LentPackets {
    private final long[] transactionIds;
    private final int[] lent;
    private final int[] statuses;
    private final boolean[] done;
    private final int[] free;
    private int freeCount;
    private int framesOut;

    LentPackets(int capacity) {
        transactionIds = new long[capacity];
        lent = new int[capacity];
        statuses = new int[capacity];
        done = new boolean[capacity];
        free = new int[capacity];
        for (int slot = capacity - 1; slot >= 0; slot--) {
            free[freeCount++] = slot;
        }
    }

    /** A slot for a packet; the caller has asked {@link #hasRoom}. */
    int open(long transactionId) {
        int slot = free[--freeCount];
        transactionIds[slot] = transactionId;
        lent[slot] = 0;
        statuses[slot] = DataMessage.STATUS_SUCCESS;
        done[slot] = false;
        return slot;
    }

    void lend(int slot) {
        lent[slot]++;
        framesOut++;
    }

    /** The packet will be completed as failed. */
    void fail(int slot) {
        statuses[slot] = DataMessage.STATUS_FAILURE;
    }

    /** All ranges have been looked at; returns whether the packet is to be completed now. */
    boolean finish(int slot) {
        done[slot] = true;
        return lent[slot] == 0;
    }

    /** One frame is back; returns whether the packet is to be completed now. */
    boolean giveBack(int slot) {
        lent[slot]--;
        framesOut--;
        return lent[slot] == 0 && done[slot];
    }

    long transactionId(int slot) {
        return transactionIds[slot];
    }

    int status(int slot) {
        return statuses[slot];
    }

    /** Forgets a packet whose completion is on its way. */
    void close(int slot) {
        free[freeCount++] = slot;
    }

    /** Whether another packet can be opened. */
    boolean hasRoom() {
        return freeCount > 0;
    }

    /** Frames that are out, of all packets. */
    int framesOut() {
        return framesOut;
    }
}
