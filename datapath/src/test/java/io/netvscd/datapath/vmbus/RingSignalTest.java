package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Goal: a signal when, and only when, the other side needs it (scenarios 91, 92, 93). */
class RingSignalTest {
    private static final int INTERRUPT_MASK = 8;
    private static final int PENDING_SEND = 12;
    private static final int FEATURES = 64;

    private final TestRing ring = new TestRing(8192);

    @Test
    void signalsOnlyWhenAnEmptyRingBecomesNonEmpty() {
        assertThat(ring.send(1, 40)).isTrue();
        assertThat(ring.send(2, 40)).isFalse();
        ring.next();
        ring.consumer.advance();
        assertThat(ring.send(3, 40)).isFalse();
        ring.next();
        ring.next();
        ring.consumer.advance();
        assertThat(ring.send(4, 40)).isTrue();
        assertThat(ring.producer.signals()).isEqualTo(2);
    }

    @Test
    void doesNotSignalWhileTheConsumerMasks() {
        ring.consumer.mask();
        assertThat(ring.send(1, 40)).isFalse();
        assertThat(ring.producer.signals()).isZero();
    }

    @Test
    void signalsOnceForABatch() {
        for (int i = 0; i < 5; i++) {
            ring.offer(PacketType.IN_BAND, i, new byte[16]);
        }
        assertThat(ring.producer.publish()).isTrue();
        assertThat(ring.producer.publish()).isFalse();
    }

    @Test
    void countsAsManySignalsAsTransitionsFromEmpty() {
        int transitions = 0;
        for (int round = 1; round <= 50; round++) {
            for (int i = 0; i < round % 4; i++) {
                transitions += i == 0 ? 1 : 0;
                ring.send(i, 8 * i);
            }
            while (ring.next() == RingRead.PACKET) {
                ring.consumer.advance();
            }
        }
        assertThat(ring.producer.signals()).isEqualTo(transitions);
    }

    @Test
    void findsThePacketThatCameBetweenTheLastLookAndTheUnmasking() {
        ring.consumer.mask();
        assertThat(ring.next()).isEqualTo(RingRead.EMPTY);
        assertThat(ring.send(1, 40)).isFalse();

        assertThat(ring.consumer.unmask()).isFalse();

        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
    }

    @Test
    void refusesToUnmaskBeforeTheSpaceIsGivenBack() {
        ring.send(1, 40);
        ring.next();
        assertThatThrownBy(() -> ring.consumer.unmask()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void signalsABlockedProducerOnceWhenEnoughBecomesFree() {
        TestRing full = new TestRing(8000 - 64);
        while (full.offer(PacketType.IN_BAND, 1, new byte[2000 - 24])) {
            full.producer.publish();
        }
        assertThat(full.producer.freeBytes()).isEqualTo(1936);
        full.header(PENDING_SEND, 4000);

        int signals = 0;
        while (full.next() == RingRead.PACKET) {
            signals += full.consumer.advance() ? 1 : 0;
        }

        assertThat(signals).isEqualTo(1);
    }

    @Test
    void toleratesAPeerThatWritesOneLessThanItNeeds() {
        TestRing full = filledTo(1936);
        full.header(PENDING_SEND, 3935);

        full.next();

        assertThat(full.consumer.advance()).isTrue();
    }

    @Test
    void neverSignalsAProducerThatDoesNotWait() {
        TestRing full = filledTo(1936);
        full.next();
        assertThat(full.consumer.advance()).isFalse();
    }

    @Test
    void neverSignalsAProducerThatDoesNotKnowThePendingSize() {
        TestRing full = filledTo(1936);
        full.header(FEATURES, 0);
        full.header(PENDING_SEND, 3000);
        full.next();
        assertThat(full.consumer.advance()).isFalse();
    }

    @Test
    void saysWhatItWaitsForAndTakesItBack() {
        TestRing full = filledTo(1936);

        assertThat(full.producer.awaitSpace(2000)).isTrue();
        assertThat(full.ring.pendingSendBytes()).isEqualTo(2008);
        full.next();
        assertThat(full.consumer.advance()).isTrue();
        assertThat(full.producer.awaitSpace(2000)).isFalse();
        assertThat(full.ring.pendingSendBytes()).isZero();
    }

    @Test
    void readsTheMaskOfThePeerEachTime() {
        ring.header(INTERRUPT_MASK, 7);
        assertThat(ring.send(1, 40)).isFalse();
        ring.next();
        ring.consumer.advance();
        ring.header(INTERRUPT_MASK, 0);
        assertThat(ring.send(2, 40)).isTrue();
    }

    private static TestRing filledTo(int freeBytes) {
        TestRing full = new TestRing(6000 + freeBytes);
        for (int i = 0; i < 3; i++) {
            full.send(i, 2000 - 24);
        }
        assertThat(full.producer.freeBytes()).isEqualTo(freeBytes);
        return full;
    }
}
