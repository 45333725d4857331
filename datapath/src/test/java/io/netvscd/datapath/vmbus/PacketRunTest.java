package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: packets that are copied out of the ring together are the packets that were written, and nothing that the
 * producer does afterwards reaches them. Method: several published at once, and a producer that changes its mind.
 */
class PacketRunTest {
    private static final int DATA_BYTES = 512;
    /** Of an in-band packet with 8 octets of payload. */
    private static final int SMALL_BYTES = 32;
    private static final int SMALL_LENGTH8 = 3;

    @Test
    void handsOutEachOfSeveralAcrossTheEndAtEveryOffset() {
        for (int start = 0; start < DATA_BYTES; start += 8) {
            TestRing ring = new TestRing(DATA_BYTES, start);
            int packets = 0;
            while (ring.offer(PacketType.IN_BAND, packets, payload(packets))) {
                packets++;
            }
            ring.producer.publish();

            for (int id = 0; id < packets; id++) {
                expect(ring, id);
            }
            assertThat(ring.next()).isEqualTo(RingRead.EMPTY);
            ring.consumer.advance();
            assertThat(ring.ring.readIndex()).isEqualTo(ring.ring.writeIndex());
        }
    }

    @Test
    void takesLargePacketsAmongSmallOnes() {
        TestRing ring = new TestRing(64 << 10);
        int[] sizes = {8, 40, 20_000, 8, 5_000, 3_000, 3_000, 8_168, 8};
        for (int id = 0; id < sizes.length; id++) {
            assertThat(ring.offer(PacketType.IN_BAND, id, TestMemory.pattern(sizes[id], id))).isTrue();
        }
        ring.producer.publish();

        for (int id = 0; id < sizes.length; id++) {
            assertThat(ring.next()).isEqualTo(RingRead.PACKET);
            assertThat(ring.packet.transactionId()).isEqualTo(id);
            assertThat(ring.packet.payload()).isEqualTo(TestMemory.pattern(sizes[id], id));
        }
        assertThat(ring.next()).isEqualTo(RingRead.EMPTY);
    }

    @Test
    void givesBackTheSpaceOfThoseHandedOutAlone() {
        TestRing ring = smallPackets(3);
        ring.next();
        ring.consumer.advance();
        assertThat(ring.ring.readIndex()).isEqualTo(SMALL_BYTES);
        ring.next();
        ring.next();
        ring.consumer.advance();
        assertThat(ring.ring.readIndex()).isEqualTo(3 * SMALL_BYTES);
    }

    @Test
    void handsOutWhatWasPublishedAfterTheCopyWasMade() {
        TestRing ring = smallPackets(2);
        ring.next();
        ring.send(2, 8);
        ring.next();
        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
        assertThat(ring.packet.transactionId()).isEqualTo(2);
    }

    @Test
    void doesNotSeeWhatTheProducerChangesAfterwards() {
        TestRing ring = smallPackets(3);
        ring.next();
        for (int at = 0; at < 3 * SMALL_BYTES; at += 8) {
            ring.data(at, -1);
        }
        for (int id = 1; id < 3; id++) {
            assertThat(ring.next()).isEqualTo(RingRead.PACKET);
            assertThat(ring.packet.transactionId()).isEqualTo(id);
            assertThat(ring.packet.payload()).isEqualTo(TestMemory.pattern(8, id));
        }
    }

    @Test
    void handsOutWhatIsGoodBeforeALengthThatHidesTheNextPacket() {
        TestRing ring = smallPackets(4);
        ring.data(2 * SMALL_BYTES, descriptor(SMALL_BYTES));

        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
        assertThatThrownBy(ring::next).isInstanceOf(RingCorrupt.class)
                .hasMessage("packet at 64 claims 256 octets of 64");
        ring.consumer.advance();
        assertThat(ring.ring.readIndex()).isEqualTo(2 * SMALL_BYTES);
    }

    @Test
    @Timeout(60)
    void staysInsideWhatWasPublishedWhateverLengthsAreWrittenMeanwhile() throws InterruptedException {
        TestRing ring = smallPackets(15);
        AtomicBoolean stop = new AtomicBoolean();
        Thread liar = new Thread(() -> lie(ring, stop));
        liar.start();
        int corrupt = 0;
        while (corrupt < 10_000) {
            RingConsumer consumer = new RingConsumer(ring.ring);
            try {
                int octets = 0;
                while (consumer.next(ring.packet) != RingRead.EMPTY) {
                    octets += RingBuffer.PACKET_BYTES_MIN + ring.packet.headerBytes() + ring.packet.payloadBytes();
                }
                assertThat(octets).isEqualTo(15 * SMALL_BYTES);
            } catch (RingCorrupt expected) {
                corrupt++;
            }
        }
        stop.set(true);
        liar.join();
    }

    /** Rewrites the packets' descriptors, with every length that is a little too small, right, or too large. */
    private static void lie(TestRing ring, AtomicBoolean stop) {
        for (int turn = 0; !stop.get(); turn++) {
            int at = turn % 15 * SMALL_BYTES;
            ring.data(at, descriptor(turn % 3 == 0 ? turn % 61 : SMALL_LENGTH8));
            UnsafeApi.storeFence();
        }
    }

    private static long descriptor(int length8) {
        return PacketType.IN_BAND | 2L << 16 | (long) length8 << 32;
    }

    private static TestRing smallPackets(int packets) {
        TestRing ring = new TestRing(DATA_BYTES);
        for (int id = 0; id < packets; id++) {
            assertThat(ring.offer(PacketType.IN_BAND, id, TestMemory.pattern(8, id))).isTrue();
        }
        ring.producer.publish();
        return ring;
    }

    private static byte[] payload(int id) {
        return TestMemory.pattern(id * 5 % 43, id);
    }

    private static void expect(TestRing ring, int id) {
        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
        assertThat(ring.packet.transactionId()).isEqualTo(id);
        byte[] sent = payload(id);
        assertThat(ring.packet.payload()).isEqualTo(Arrays.copyOf(sent, sent.length + 7 & ~7));
    }
}
