package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/** A ring in memory of its own, whose indices can start anywhere. */
final class TestRing {
    final TestMemory memory;
    final RingBuffer ring;
    RingProducer producer;
    RingConsumer consumer;
    final Packet packet = new Packet();

    TestRing(int dataBytes) {
        this(dataBytes, 0);
    }

    TestRing(int dataBytes, int startIndex) {
        memory = new TestMemory(RingBuffer.HEADER_BYTES + dataBytes);
        ring = new RingBuffer(memory.address(), memory.address() + RingBuffer.HEADER_BYTES, dataBytes);
        ring.initialise();
        header(0, startIndex);
        header(4, startIndex);
        producer = new RingProducer(ring);
        consumer = new RingConsumer(ring);
    }

    /** Writes a control word as a misbehaving peer would. */
    void header(int offset, int value) {
        UnsafeApi.putIntRelease(null, memory.address() + offset, value);
    }

    /** Writes into the data area as a misbehaving peer would. */
    void data(int index, long value) {
        UnsafeApi.putLong(memory.address() + RingBuffer.HEADER_BYTES + index, value);
    }

    boolean offer(int type, long transactionId, byte[] payload) {
        return producer.offer(type, 0, transactionId, TestMemory.of(payload).address(), payload.length);
    }

    /** Offers and publishes an in-band packet; returns whether the peer is to be signalled. */
    boolean send(long transactionId, int payloadBytes) {
        if (!offer(PacketType.IN_BAND, transactionId, TestMemory.pattern(payloadBytes, (int) transactionId))) {
            throw new IllegalStateException("the test's ring is full");
        }
        return producer.publish();
    }

    RingRead next() {
        return consumer.next(packet);
    }
}
