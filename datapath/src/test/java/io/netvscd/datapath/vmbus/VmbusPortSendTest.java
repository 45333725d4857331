package io.netvscd.datapath.vmbus;

import static io.netvscd.datapath.vmbus.PortFixture.SEND_SECTION_BYTES;
import static io.netvscd.datapath.vmbus.PortFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import io.netvscd.datapath.rndis.Offload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: frames leave whole, in order, each once; a full ring or buffer holds the rest back and nothing is lost. */
class VmbusPortSendTest {
    private final PortFixture bench = new PortFixture().configured();

    @Test
    void takesNothingBeforeConfiguration() {
        PortFixture early = new PortFixture();
        assertThat(early.send(frame(60, 1))).isZero();
        assertThat(early.port.health()).isEqualTo(Port.Health.FAILED);
    }

    @Test
    void sendsSmallFramesTogetherInOneSection() {
        assertThat(bench.send(frame(60, 1), frame(61, 2), frame(62, 3))).isEqualTo(3);

        List<FakeHost.Seen> seen = bench.host.read();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).nvspType()).isEqualTo(107);
        assertThat(seen.get(0).payload()).hasSize(40);
        assertThat(seen.get(0).completionRequested()).isTrue();
        assertThat(seen.get(0).transactionId()).isGreaterThanOrEqualTo(1L << 32);
        assertThat(bench.host.frames(seen.get(0), SEND_SECTION_BYTES))
                .extracting(VmbusPortSendTest::withoutHeader)
                .containsExactly(frame(60, 1), frame(61, 2), frame(62, 3));
    }

    @Test
    void putsNoMoreMessagesInASectionThanTheHostTakes() {
        byte[][] frames = new byte[20][];
        Arrays.setAll(frames, i -> frame(60, i));

        assertThat(bench.send(frames)).isEqualTo(20);

        assertThat(bench.host.read()).extracting(seen -> bench.host.frames(seen, SEND_SECTION_BYTES).size())
                .containsExactly(8, 8, 4);
    }

    @Test
    void alignsMessagesAsTheHostAsked() {
        bench.port.submit(new ChannelOrder.Configure(
                new PortLimits(0x60001, 2048, 32, SEND_SECTION_BYTES, 8, 6, 1500, 0, Offload.ALL)));
        bench.poll();
        bench.send(frame(61, 1), frame(61, 2));

        FakeHost.Seen seen = bench.host.read().get(0);
        assertThat(seen.word(12)).isEqualTo(128 + 44 + 61);
        assertThat(bench.host.frames(seen, SEND_SECTION_BYTES)).hasSize(2);
    }

    @Test
    void stopsWhenEverySectionIsWithTheHostAndGoesOnAfterACompletion() {
        byte[][] frames = new byte[15][];
        Arrays.setAll(frames, i -> frame(1514, i));

        assertThat(bench.send(frames)).isEqualTo(15);
        assertThat(bench.send(frame(1514, 99))).isZero();
        assertThat(bench.port.health()).isEqualTo(Port.Health.BUSY);

        bench.host.complete(bench.host.read().get(0).transactionId(), 1);
        bench.poll();
        assertThat(bench.send(frame(1514, 99))).isEqualTo(1);
    }

    @Test
    void freesASectionOnceHoweverOftenItsCompletionComes() {
        bench.send(frame(60, 1));
        long id = bench.host.read().get(0).transactionId();
        bench.host.complete(id, 1);
        bench.host.complete(id, 1);
        bench.host.complete(id + 1, 1);
        bench.host.complete(-1, 1);

        bench.poll();

        assertThat(bench.port.counters().sectionsWithHost()).isZero();
        assertThat(bench.listener.heard).hasSize(3)
                .containsOnly("malformed: completion of a packet that is not outstanding");
    }

    @Test
    void stopsBelowATenthOfFreeRingAndStartsAboveAFifth() {
        PortFixture small = new PortFixture(8192, 1024 * SEND_SECTION_BYTES).configured();
        List<Integer> taken = new ArrayList<>();
        while (small.send(frame(1514, 1)) == 1) {
            taken.add(1);
        }
        int packetBytes = RingProducer.packetBytes(0, 40);
        assertThat(taken).hasSize((4096 - 410) / packetBytes + 1);

        Packet packet = new Packet();
        int read = 0;
        while (small.send(frame(1514, 1)) == 0) {
            small.host.consumer.next(packet);
            small.host.consumer.advance();
            read++;
        }
        assertThat(read).isEqualTo(7);
    }

    @Test
    void dropsAndCountsAFrameThatNoSectionCanHold() {
        assertThat(bench.send(frame(60, 1), frame(4000, 2), frame(60, 3))).isEqualTo(3);

        assertThat(bench.port.counters().sendDropped()).isEqualTo(1);
        assertThat(bench.host.read()).flatExtracting(seen -> bench.host.frames(seen, SEND_SECTION_BYTES)).hasSize(2);
    }

    @Test
    void cutsASegmentThatIsLongerThanASectionInsteadOfDroppingIt() {
        byte[] segment = frame(5054, 1);
        segment[14] = 0x45;
        segment[46] = 0x50;
        Burst burst = new Burst(1);
        bench.frames.put(64, segment);
        bench.frames.put(54, new byte[] {1, 1, 54, 0, (byte) 0xe8, 3, 34, 0, 16, 0});
        burst.add(bench.frames.address() + 64, segment.length, 0);

        assertThat(bench.port.send(burst, 0)).isEqualTo(1);

        assertThat(bench.host.read()).extracting(seen -> bench.host.frames(seen, SEND_SECTION_BYTES).get(0).length)
                .containsExactly(1064, 1064, 1064, 1064, 1064);
        assertThat(bench.port.counters().sendDropped()).isZero();
    }

    @Test
    void holdsASegmentBackUntilAllItsPiecesFit() {
        byte[][] frames = new byte[12][];
        Arrays.setAll(frames, i -> frame(1514, i));
        bench.send(frames);
        byte[] segment = frame(5054, 1);
        segment[14] = 0x45;
        segment[46] = 0x50;
        Burst burst = new Burst(1);
        bench.frames.put(64, segment);
        bench.frames.put(54, new byte[] {1, 1, 54, 0, (byte) 0xe8, 3, 34, 0, 16, 0});
        burst.add(bench.frames.address() + 64, segment.length, 0);

        assertThat(bench.port.send(burst, 0)).isZero();
        bench.host.read().forEach(seen -> bench.host.complete(seen.transactionId(), 1));
        bench.poll();
        assertThat(bench.port.send(burst, 0)).isEqualTo(1);
    }

    @Test
    void countsWhatTheHostRefused() {
        bench.send(frame(60, 1));
        bench.host.complete(bench.host.read().get(0).transactionId(), 2);

        bench.poll();

        assertThat(bench.port.counters().sendRefused()).isEqualTo(1);
        assertThat(bench.port.counters().sectionsWithHost()).isZero();
    }

    private static byte[] withoutHeader(byte[] frame) {
        return Arrays.copyOfRange(frame, Burst.VNET_HEADER, frame.length);
    }
}
