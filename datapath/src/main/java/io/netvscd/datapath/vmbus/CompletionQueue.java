package io.netvscd.datapath.vmbus;

/**
 * Completions that wait for room in a ring, of any transaction id at all; first in, first out, in memory that is never
 * given back.
 */
public final class CompletionQueue {
    private static final int FIRST_CAPACITY = 64;

    private final int limit;
    private long[] transactionIds = new long[FIRST_CAPACITY];
    private int[] statuses = new int[FIRST_CAPACITY];
    private int first;
    private int size;

    /** @param limit the most that can wait; the caller asks {@link #isFull} before it adds */
    public CompletionQueue(int limit) {
        this.limit = limit;
    }

    /** Whether as many wait as may. */
    public boolean isFull() {
        return size >= limit;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** Puts a completion behind the others. */
    public void add(long transactionId, int status) {
        if (size == transactionIds.length) {
            grow();
        }
        int at = (first + size) % transactionIds.length;
        transactionIds[at] = transactionId;
        statuses[at] = status;
        size++;
    }

    /** Of the completion that has waited longest; there must be one. */
    public long firstTransactionId() {
        return transactionIds[first];
    }

    /** The NVSP status of the completion that has waited longest; there must be one. */
    public int firstStatus() {
        return statuses[first];
    }

    /** Forgets the completion that has waited longest; there must be one. */
    public void removeFirst() {
        first = (first + 1) % transactionIds.length;
        size--;
    }

    private void grow() {
        long[] ids = new long[2 * size];
        int[] newStatuses = new int[2 * size];
        for (int i = 0; i < size; i++) {
            ids[i] = transactionIds[(first + i) % size];
            newStatuses[i] = statuses[(first + i) % size];
        }
        transactionIds = ids;
        statuses = newStatuses;
        first = 0;
    }
}
