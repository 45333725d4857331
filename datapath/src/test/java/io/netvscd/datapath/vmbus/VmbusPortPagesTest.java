package io.netvscd.datapath.vmbus;

import static io.netvscd.datapath.vmbus.PortFixture.SEND_SECTION_BYTES;
import static io.netvscd.datapath.vmbus.PortFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.RndisPacketReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames that no section holds leave as lists of pages. */
class VmbusPortPagesTest {
    private static final int SLOTS = 3;
    private static final byte[] SEGMENT_OF_1000 = {1, 1, 54, 0, (byte) 0xe8, 3, 34, 0, 16, 0};

    private final PortFixture bench = new PortFixture(32768, 16 * SEND_SECTION_BYTES, SLOTS * PortPages.SLOT_BYTES);
    private final Packet packet = new Packet();
    private final GpaDirect direct = new GpaDirect();
    private final RndisPacketReader reader = new RndisPacketReader();

    @BeforeEach
    void configure() {
        bench.configured(limits(40_000));
    }

    private static PortLimits limits(int segmentBytes) {
        return new PortLimits(
                0x60001, FakeHost.SECTION_BYTES, 32, SEND_SECTION_BYTES, 8, 3, 9000, segmentBytes, Offload.ALL);
    }

    @Test
    void aFrameLongerThanASectionIsListedPageByPage() {
        byte[] jumbo = frame(9014, 1);
        assertThat(bench.send(jumbo)).isEqualTo(1);

        assertThat(next()).isEqualTo(PacketType.GPA_DIRECT);
        assertThat(packet.completionRequested()).isTrue();
        assertThat(DataMessage.isSend(packet)).isTrue();
        assertThat(DataMessage.channelType(packet)).isEqualTo(DataMessage.CHANNEL_DATA);
        assertThat(DataMessage.section(packet)).isEqualTo(DataMessage.NO_SECTION);
        assertThat(direct.read(packet)).isNull();
        assertThat(direct.ranges()).isEqualTo(3);
        assertThat(direct.rangeBytes(2)).isEqualTo(44 + 9014 - 2 * 4096);
        assertThat(frameInPages()).isEqualTo(jumbo);
    }

    @Test
    void aSlotIsUsedAgainOnlyOnceExactlyItsTransactionIsCompleted() {
        assertThat(bench.send(frame(9014, 1), frame(9014, 2), frame(9014, 3), frame(9014, 4))).isEqualTo(3);
        assertThat(bench.port.counters().sectionsWithHost()).isEqualTo(3);
        List<Long> ids = new ArrayList<>();
        while (next() == PacketType.GPA_DIRECT) {
            ids.add(packet.transactionId());
        }

        bench.host.complete(ids.get(1) + (1L << 32), 1);
        bench.host.complete(ids.get(1) ^ 3, 1);
        bench.poll();
        assertThat(bench.send(frame(9014, 4))).isZero();
        assertThat(bench.port.counters().receiveMalformed()).isEqualTo(2);

        bench.host.complete(ids.get(1), 1);
        bench.host.complete(ids.get(1), 1);
        bench.poll();
        assertThat(bench.send(frame(9014, 4), frame(9014, 5))).isEqualTo(1);
        assertThat(bench.port.counters().receiveMalformed()).isEqualTo(3);
    }

    @Test
    void framesKeepTheirOrderAmongSectionsAndPages() {
        bench.send(frame(60, 1), frame(61, 2), frame(9014, 3), frame(62, 4));

        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly(PacketType.IN_BAND, PacketType.GPA_DIRECT, PacketType.IN_BAND, 0);
    }

    @Test
    void aSegmentThatTheHostCutsGoesWhole() {
        assertThat(sendSegment(30_054)).isEqualTo(1);

        assertThat(next()).isEqualTo(PacketType.GPA_DIRECT);
        assertThat(frameInPages()).hasSize(30_054);
        assertThat(reader.info().hasLargeSend()).isTrue();
    }

    @Test
    void aSegmentLongerThanTheHostCutsGoesInPieces() {
        bench.port.submit(new ChannelOrder.Configure(limits(4000)));
        bench.poll();
        assertThat(sendSegment(5054)).isEqualTo(1);

        assertThat(bench.host.read()).extracting(FakeHost.Seen::type).hasSize(5).containsOnly(PacketType.IN_BAND);
    }

    @Test
    void nothingIsTakenWhileTheRingHasNoRoomForTheList() {
        PortFixture narrow = new PortFixture(8192, 16 * SEND_SECTION_BYTES, 64 * PortPages.SLOT_BYTES);
        narrow.configured(limits(40_000));
        int taken = 0;
        while (narrow.send(frame(65_000, taken)) == 1) {
            taken++;
        }

        assertThat(taken).isBetween(8, 4096 / 300);
        assertThat(narrow.port.counters().sendDropped()).isZero();
        narrow.host.read();
        assertThat(narrow.send(frame(65_000, 1))).isEqualTo(1);
    }

    private int sendSegment(int bytes) {
        byte[] segment = frame(bytes, 1);
        segment[14] = 0x45;
        segment[46] = 0x50;
        Burst burst = new Burst(1);
        bench.frames.put(64, segment);
        bench.frames.put(64 - Burst.VNET_HEADER, SEGMENT_OF_1000);
        burst.add(bench.frames.address() + 64, segment.length, 0);
        return bench.port.send(burst, 0);
    }

    /** The type of the next packet that the guest has published, 0 where there is none. */
    private int next() {
        return bench.host.consumer.next(packet) == RingRead.PACKET ? packet.type() : 0;
    }

    /** The frame of the RNDIS packet that the last packet's pages hold, one behind the other in memory. */
    private byte[] frameInPages() {
        assertThat(direct.read(packet)).isNull();
        int bytes = 0;
        for (int range = 0; range < direct.ranges(); range++) {
            assertThat(bench.device.guestPage(direct.pageFrameNumber(range, 0)))
                    .isEqualTo(bench.device.guestPage(direct.pageFrameNumber(0, 0)) + bytes);
            bytes += direct.rangeBytes(range);
        }
        assertThat(reader.read(bench.device.guestPage(direct.pageFrameNumber(0, 0)), bytes)).isNull();
        assertThat(reader.messageBytes()).isEqualTo(bytes);
        return TestMemory.read(reader.frame(), reader.frameBytes());
    }
}
