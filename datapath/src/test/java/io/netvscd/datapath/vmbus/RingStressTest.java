package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: order and content survive two threads. Method: a small ring, many packets of every size, content that follows
 * the id.
 */
class RingStressTest {
    private static final int PACKETS = 200_000;

    @Test
    @Timeout(60)
    void carriesEveryPacketBetweenTwoThreadsInOrder() throws Exception {
        TestRing ring = new TestRing(4096);
        TestMemory source = new TestMemory(1024);
        CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> produce(ring, source));

        long bad = 0;
        for (long id = 0; id < PACKETS; id++) {
            while (ring.next() == RingRead.EMPTY) {
                ring.consumer.advance();
                Thread.onSpinWait();
            }
            if (ring.packet.transactionId() != id || ring.packet.payloadBytes() != payloadBytes(id)) {
                bad++;
            }
            for (int at = 0; at < ring.packet.payloadBytes(); at += 8) {
                bad += UnsafeApi.getLong(ring.packet.payloadAddress() + at) == id + at ? 0 : 1;
            }
            if (id % 7 == 0) {
                ring.consumer.advance();
            }
        }

        producer.get(30, TimeUnit.SECONDS);
        assertThat(bad).isZero();
        assertThat(ring.next()).isEqualTo(RingRead.EMPTY);
    }

    @Test
    @Timeout(60)
    void losesNoWakeUpBetweenThreadsThatSleepOnSignals() throws Exception {
        TestRing ring = new TestRing(4096);
        TestMemory source = new TestMemory(1024);
        Semaphore interrupt = new Semaphore(0);
        CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> {
            for (long id = 0; id < 20_000; id++) {
                while (!ring.producer.offer(PacketType.IN_BAND, 0, id, source.address(), 8)) {
                    Thread.onSpinWait();
                }
                if (ring.producer.publish()) {
                    interrupt.release();
                }
            }
        });

        long expected = 0;
        while (expected < 20_000) {
            while (ring.next() == RingRead.PACKET) {
                assertThat(ring.packet.transactionId()).isEqualTo(expected++);
            }
            ring.consumer.advance();
            if (expected < 20_000 && ring.consumer.unmask()) {
                assertThat(interrupt.tryAcquire(20, TimeUnit.SECONDS)).as("a packet waits and nobody signals").isTrue();
            }
            ring.consumer.mask();
        }
        producer.get(30, TimeUnit.SECONDS);
    }

    private static void produce(TestRing ring, TestMemory source) {
        for (long id = 0; id < PACKETS; id++) {
            int bytes = payloadBytes(id);
            for (int at = 0; at < bytes; at += 8) {
                UnsafeApi.putLong(source.address() + at, id + at);
            }
            while (!ring.producer.offer(PacketType.IN_BAND, 0, id, source.address(), bytes)) {
                ring.producer.publish();
                Thread.onSpinWait();
            }
            if (id % 5 == 0) {
                ring.producer.publish();
            }
        }
        ring.producer.publish();
    }

    private static int payloadBytes(long id) {
        return (int) (id * 8 % 720);
    }
}
