package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Goal: a packet is the same wherever the ring's end cuts it (scenario 104). Method: every start index, several
 * sizes.
 */
class RingWrapTest {
    private static final int DATA_BYTES = 512;

    @Test
    void carriesInBandPacketsAcrossTheEndAtEveryOffset() {
        for (int start = 0; start < DATA_BYTES; start += 8) {
            for (int payloadBytes : new int[] {0, 1, 7, 8, 28, 40, 200, 300}) {
                TestRing ring = new TestRing(DATA_BYTES, start);
                byte[] payload = TestMemory.pattern(payloadBytes, start);

                assertThat(ring.offer(PacketType.IN_BAND, 0x1122334455667788L + start, payload)).isTrue();
                ring.producer.publish();

                assertThat(ring.next()).isEqualTo(RingRead.PACKET);
                assertThat(ring.packet.type()).isEqualTo(PacketType.IN_BAND);
                assertThat(ring.packet.transactionId()).isEqualTo(0x1122334455667788L + start);
                assertThat(ring.packet.payload()).isEqualTo(Arrays.copyOf(payload, payloadBytes + 7 & ~7));
                assertThat(ring.next()).isEqualTo(RingRead.EMPTY);
            }
        }
    }

    @Test
    void carriesTransferPageHeadersAcrossTheEndAtEveryOffset() {
        for (int start = 0; start < DATA_BYTES; start += 8) {
            TestRing ring = new TestRing(DATA_BYTES, start);
            TransferPages sent = new TransferPages().begin();
            for (int i = 0; i < 20; i++) {
                sent.add(60 + i, i * 128);
            }
            byte[] payload = TestMemory.pattern(40, start);

            assertThat(ring.producer.offer(PacketType.TRANSFER_PAGES, PacketType.COMPLETION_REQUESTED, 7,
                    sent.address(), sent.bytes(), TestMemory.of(payload).address(), payload.length)).isTrue();
            ring.producer.publish();

            assertThat(ring.next()).isEqualTo(RingRead.PACKET);
            TransferPages received = new TransferPages();
            assertThat(received.read(ring.packet, 4096)).isNull();
            assertThat(received.ranges()).isEqualTo(20);
            assertThat(received.rangeBytes(19)).isEqualTo(79);
            assertThat(received.rangeOffset(19)).isEqualTo(19 * 128);
            assertThat(ring.packet.payload()).isEqualTo(payload);
            assertThat(ring.packet.completionRequested()).isTrue();
        }
    }

    @Test
    void keepsOrderAndContentOverManyRounds() {
        TestRing ring = new TestRing(DATA_BYTES);
        int read = 0;
        for (int sent = 0; sent < 2000; sent++) {
            byte[] payload = TestMemory.pattern(sent % 97, sent);
            while (!ring.offer(PacketType.IN_BAND, sent, payload)) {
                ring.producer.publish();
                assertThat(ring.next()).isEqualTo(RingRead.PACKET);
                assertThat(ring.packet.transactionId()).isEqualTo(read);
                assertThat(Arrays.copyOf(ring.packet.payload(), read % 97))
                        .isEqualTo(TestMemory.pattern(read % 97, read));
                ring.consumer.advance();
                read++;
            }
        }
        assertThat(read).isGreaterThan(1900);
    }

    @Test
    void neverBecomesCompletelyFull() {
        TestRing ring = new TestRing(DATA_BYTES);
        int packetBytes = RingProducer.packetBytes(0, 40);
        int fitted = 0;
        while (ring.offer(PacketType.IN_BAND, fitted, new byte[40])) {
            fitted++;
        }
        assertThat(fitted).isEqualTo(DATA_BYTES / packetBytes - (DATA_BYTES % packetBytes == 0 ? 1 : 0));
        assertThat(ring.producer.freeBytes()).isPositive();
    }

    @Test
    void refusesAPacketLongerThanItsLengthFieldCanSay() {
        TestRing ring = new TestRing(1 << 20);
        assertThat(ring.producer.fits(RingProducer.packetBytes(0, 0xffff * 8 - 16))).isTrue();
        assertThat(ring.producer.fits(RingProducer.packetBytes(0, 0xffff * 8 - 15))).isFalse();
    }
}
