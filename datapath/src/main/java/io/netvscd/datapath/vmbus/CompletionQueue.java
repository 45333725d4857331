package io.netvscd.datapath.vmbus;

/**
 * Completions of transfer-page packets that wait for room in the ring; first in, first out, in memory that is never
 * given back.
 */
final class CompletionQueue {
    private static final int FIRST_CAPACITY = 64;

    private final int limit;
    private long[] transactionIds = new long[FIRST_CAPACITY];
    private int[] statuses = new int[FIRST_CAPACITY];
    private int first;
    private int size;

    /** @param limit the most that can wait: one for every receive section, and one */
    CompletionQueue(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return size >= limit;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(long transactionId, int status) {
        if (size == transactionIds.length) {
            grow();
        }
        int at = (first + size) % transactionIds.length;
        transactionIds[at] = transactionId;
        statuses[at] = status;
        size++;
    }

    long firstTransactionId() {
        return transactionIds[first];
    }

    int firstStatus() {
        return statuses[first];
    }

    void removeFirst() {
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
