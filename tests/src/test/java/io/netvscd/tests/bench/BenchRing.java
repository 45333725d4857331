package io.netvscd.tests.bench;

/**
 * A ring and a payload to send through it, in one language or another: whatever the language, the same work in the same
 * loops. A packet is copied in from memory beside the ring and out to memory beside the ring, and each batch is
 * published, which decides about a signal.
 */
interface BenchRing extends AutoCloseable {
    /** Packets between two publications. */
    int BATCH = 32;
    int HEADER_BYTES = 4096;

    /** Makes one in a language: {@code c} or {@code java}. */
    static BenchRing open(String language, int payloadBytes) {
        return language.equals("c") ? new PlainCRing(payloadBytes) : new JavaRing(payloadBytes);
    }

    /** Octets of the ring's data area, as in {@code ring-yardstick.c}. */
    static int dataBytes(int payloadBytes) {
        return payloadBytes > HEADER_BYTES ? 4 << 20 : 128 << 10;
    }

    /** One thread writes a batch and reads it, so many times. */
    void oneThread(int batches);

    /** The guest's end, for one thread, which makes it itself: what an end writes down is in no cache line of the other's. */
    End producer();

    /** The host's end. */
    End consumer();

    @Override
    void close();

    /** Writes packets, or reads them. */
    interface End {
        /**
         * Goes on batch by batch until so many packets are done, or until a batch has looked so many times in vain.
         *
         * @return packets done
         */
        int run(int packets, int looks);
    }
}
