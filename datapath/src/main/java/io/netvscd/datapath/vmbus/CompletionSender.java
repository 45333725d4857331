package io.netvscd.datapath.vmbus;

/** Completions of transfer-page packets out: in order, kept while the ring is full, never the last thing that fits. */
final class CompletionSender {
    /** Free octets that a completion wants: beside it, a control message must always find room. */
    static final int ROOM_BYTES = RingProducer.packetBytes(0, DataMessage.COMPLETE_BYTES) + 256;

    private static final int PER_ROUND_MAX = 256;

    private final RingProducer producer;
    private final CompletionQueue queue;
    private final Scratch scratch = new Scratch();

    /** @param limit the most that can wait: one for every receive section, and one */
    CompletionSender(RingProducer producer, int limit) {
        this.producer = producer;
        queue = new CompletionQueue(limit);
    }

    void add(long transactionId, int status) {
        queue.add(transactionId, status);
    }

    /** Writes what waits, as far as there is room and the round's budget goes, unpublished; returns how many. */
    int flush() {
        int sent = 0;
        while (sent < PER_ROUND_MAX && !queue.isEmpty() && producer.fits(ROOM_BYTES)) {
            DataMessage.putComplete(scratch.address(), queue.firstStatus());
            producer.offer(PacketType.COMPLETION, 0, queue.firstTransactionId(), scratch.address(),
                    DataMessage.COMPLETE_BYTES);
            queue.removeFirst();
            sent++;
        }
        return sent;
    }

    boolean isFull() {
        return queue.isFull();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }
}
