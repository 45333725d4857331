package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.golden.GoldenFile;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Goal: the very octets of the wire, in both directions. Method: what is written at index 64 of a ring is compared with
 * golden octets, then read back; where nothing of ours writes the form, the golden octets are put there.
 */
class GoldenPacketTest {
    private static final int START = 64;

    private final TestRing ring = new TestRing(4096, START);
    private final TestMemory memory = new TestMemory(64);

    @Test
    void inBand() {
        DataMessage.putSend(memory.address(), DataMessage.CHANNEL_DATA, 5, 0x600);
        write("in-band", PacketType.IN_BAND, PacketType.COMPLETION_REQUESTED, 0x100000005L, 40);

        assertThat(DataMessage.isSend(ring.packet)).isTrue();
        assertThat(DataMessage.channelType(ring.packet)).isZero();
        assertThat(DataMessage.section(ring.packet)).isEqualTo(5);
        assertThat(DataMessage.sectionBytesUsed(ring.packet)).isEqualTo(0x600);
    }

    @Test
    void inBandPadded() {
        memory.put(0, new byte[] {(byte) 0x81, 0, 0, 0, 1, 0, 0, 0, 9, 9});
        ring.data(START + 16 + 8, -1);
        write("in-band-padded", PacketType.IN_BAND, 0, 2, 10);

        assertThat(ring.packet.payload()).containsExactly(0x81, 0, 0, 0, 1, 0, 0, 0, 9, 9, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void completion() {
        DataMessage.putComplete(memory.address(), DataMessage.STATUS_SUCCESS);
        write("completion", PacketType.COMPLETION, 0, 0x8000000000000001L, 8);

        assertThat(DataMessage.isComplete(ring.packet)).isTrue();
        assertThat(DataMessage.status(ring.packet)).isEqualTo(1);
    }

    @Test
    void completionEmpty() {
        write("completion-empty", PacketType.COMPLETION, 0, 3, 0);

        assertThat(ring.packet.payloadBytes()).isZero();
    }

    @Test
    void transferPages() {
        TransferPages pages = new TransferPages().begin().add(0x60, 0).add(0x5ea, 0x6c0);
        DataMessage.putSend(memory.address(), DataMessage.CHANNEL_DATA, DataMessage.NO_SECTION, 0);
        writeRanges("transfer-pages", PacketType.TRANSFER_PAGES, 9, pages.address(), pages.bytes());

        TransferPages read = new TransferPages();
        assertThat(read.read(ring.packet, 0x6c0 + 0x5ea)).isNull();
        assertThat(read.ranges()).isEqualTo(2);
        assertThat(read.rangeBytes(1)).isEqualTo(0x5ea);
        assertThat(read.rangeOffset(1)).isEqualTo(0x6c0);
        assertThat(read.read(ring.packet, 0x6c0 + 0x5e9)).isEqualTo(PacketFault.RANGE_BOUNDS);
        assertThat(DataMessage.section(ring.packet)).isEqualTo(DataMessage.NO_SECTION);
    }

    @Test
    void gpaDirect() {
        GpaDirect pages = new GpaDirect().begin().add(0x100, 0xf00, 0x12345).add(0x40, 0, 0x12346);
        DataMessage.putSend(memory.address(), DataMessage.CHANNEL_DATA, DataMessage.NO_SECTION, 0);
        writeRanges("gpa-direct", PacketType.GPA_DIRECT, 10, pages.address(), pages.bytes());

        GpaDirect read = new GpaDirect();
        assertThat(read.read(ring.packet)).isNull();
        assertThat(read.ranges()).isEqualTo(2);
        assertThat(read.rangeBytes(0)).isEqualTo(0x100);
        assertThat(read.rangeOffset(0)).isEqualTo(0xf00);
        assertThat(read.pageFrameNumber(1, 0)).isEqualTo(0x12346);
    }

    @Test
    void gpaDirectLongRange() {
        byte[] golden = GoldenFile.read("vmbus/gpa-direct-long-range");
        ring.memory.put(RingBuffer.HEADER_BYTES + START, golden);
        ring.header(0, START + golden.length);
        ring.next();

        GpaDirect read = new GpaDirect();
        assertThat(read.read(ring.packet)).isNull();
        assertThat(read.ranges()).isEqualTo(1);
        assertThat(read.rangeBytes(0)).isEqualTo(0x1810);
        assertThat(read.rangeOffset(0)).isEqualTo(0xf00);
        assertThat(read.pageFrameNumber(0, 2)).isEqualTo(0x12399);
    }

    @AfterEach
    void consumesThePacketAndNoMore(TestInfo test) {
        assertThat(ring.packet.fault()).isNull();
        assertThat(ring.next()).as(test.getDisplayName()).isEqualTo(RingRead.EMPTY);
    }

    private void write(String name, int type, int flags, long transactionId, int payloadBytes) {
        ring.producer.offer(type, flags, transactionId, memory.address(), payloadBytes);
        compare(name);
    }

    private void writeRanges(String name, int type, long transactionId, long ranges, int rangesBytes) {
        ring.producer.offer(type, PacketType.COMPLETION_REQUESTED, transactionId, ranges, rangesBytes,
                memory.address(), 16);
        compare(name);
    }

    private void compare(String name) {
        ring.producer.publish();
        byte[] golden = GoldenFile.read("vmbus/" + name);
        assertThat(TestMemory.hex(ring.memory.address() + RingBuffer.HEADER_BYTES + START, golden.length))
                .isEqualTo(HexFormat.ofDelimiter(" ").formatHex(golden));
        assertThat(ring.ring.writeIndex()).isEqualTo(START + golden.length);
        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
    }
}
