package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Goal: the very octets of the wire, in both directions. Offsets: descriptor u16 type @0, u16 offset8 @2, u16 length8
 * @4, u16 flags @6, u64 transaction id @8; trailer u32 zero, u32 index of the packet's start.
 */
class GoldenPacketTest {
    private static final String SEND_107 = "6b 00 00 00 00 00 00 00 05 00 00 00 00 06 00 00 "
            + "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";

    private final TestRing ring = new TestRing(4096, 64);
    private final TestMemory memory = new TestMemory(64);

    @Test
    void inBandPacketWithNvsp107() {
        DataMessage.putSend(memory.address(), DataMessage.CHANNEL_DATA, 5, 0x600);
        ring.producer.offer(PacketType.IN_BAND, PacketType.COMPLETION_REQUESTED, 0x100000005L, memory.address(), 40);
        ring.producer.publish();

        assertThat(written(64)).isEqualTo("06 00 02 00 07 00 01 00 05 00 00 00 01 00 00 00 "
                + SEND_107 + " 00 00 00 00 40 00 00 00");
        ring.next();
        assertThat(DataMessage.isSend(ring.packet)).isTrue();
        assertThat(DataMessage.channelType(ring.packet)).isZero();
        assertThat(DataMessage.section(ring.packet)).isEqualTo(5);
        assertThat(DataMessage.sectionBytesUsed(ring.packet)).isEqualTo(0x600);
    }

    @Test
    void completionWithNvsp108() {
        DataMessage.putComplete(memory.address(), DataMessage.STATUS_SUCCESS);
        ring.producer.offer(PacketType.COMPLETION, 0, 0x8000000000000001L, memory.address(), 8);
        ring.producer.publish();

        assertThat(written(32)).isEqualTo("0b 00 02 00 03 00 00 00 01 00 00 00 00 00 00 80 "
                + "6c 00 00 00 01 00 00 00 00 00 00 00 40 00 00 00");
        ring.next();
        assertThat(DataMessage.isComplete(ring.packet)).isTrue();
        assertThat(DataMessage.status(ring.packet)).isEqualTo(1);
    }

    @Test
    void completionWithoutPayload() {
        ring.producer.offer(PacketType.COMPLETION, 0, 3, 0, 0);
        ring.producer.publish();

        assertThat(written(24)).isEqualTo("0b 00 02 00 02 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00 40 00 00 00");
        ring.next();
        assertThat(ring.packet.payloadBytes()).isZero();
    }

    @Test
    void oddPayloadIsPaddedWithZeros() {
        memory.put(0, new byte[] {(byte) 0x81, 0, 0, 0, 1, 0, 0, 0, 9, 9});
        ring.data(64 + 16 + 8, -1);
        ring.producer.offer(PacketType.IN_BAND, 0, 2, memory.address(), 10);
        ring.producer.publish();

        assertThat(written(40)).isEqualTo("06 00 02 00 04 00 00 00 02 00 00 00 00 00 00 00 "
                + "81 00 00 00 01 00 00 00 09 09 00 00 00 00 00 00 00 00 00 00 40 00 00 00");
    }

    @Test
    void transferPagesWithTwoRanges() {
        TransferPages pages = new TransferPages().begin().add(0x60, 0).add(0x5ea, 0x6c0);
        DataMessage.putComplete(memory.address(), 0);
        ring.producer.offer(PacketType.TRANSFER_PAGES, PacketType.COMPLETION_REQUESTED, 9,
                pages.address(), pages.bytes(), memory.address(), 8);
        ring.producer.publish();

        assertThat(written(56)).isEqualTo("07 00 05 00 06 00 01 00 09 00 00 00 00 00 00 00 "
                + "fe ca 00 00 02 00 00 00 60 00 00 00 00 00 00 00 ea 05 00 00 c0 06 00 00 "
                + "6c 00 00 00 00 00 00 00 00 00 00 00 40 00 00 00");
        ring.next();
        TransferPages read = new TransferPages();
        assertThat(read.read(ring.packet, 0x6c0 + 0x5ea)).isNull();
        assertThat(read.ranges()).isEqualTo(2);
        assertThat(read.rangeBytes(1)).isEqualTo(0x5ea);
        assertThat(read.rangeOffset(1)).isEqualTo(0x6c0);
        assertThat(read.read(ring.packet, 0x6c0 + 0x5e9)).isEqualTo(PacketFault.RANGE_BOUNDS);
    }

    @Test
    void gpaDirectWithTwoPages() {
        GpaDirect pages = new GpaDirect().begin().add(0x100, 0xf00, 0x12345).add(0x40, 0, 0x12346);
        DataMessage.putComplete(memory.address(), 0);
        ring.producer.offer(PacketType.GPA_DIRECT, PacketType.COMPLETION_REQUESTED, 10, pages.address(), pages.bytes(),
                memory.address(), 8);
        ring.producer.publish();

        assertThat(written(72)).isEqualTo("09 00 07 00 08 00 01 00 0a 00 00 00 00 00 00 00 "
                + "00 00 00 00 02 00 00 00 00 01 00 00 00 0f 00 00 45 23 01 00 00 00 00 00 "
                + "40 00 00 00 00 00 00 00 46 23 01 00 00 00 00 00 "
                + "6c 00 00 00 00 00 00 00 00 00 00 00 40 00 00 00");
        ring.next();
        GpaDirect read = new GpaDirect();
        assertThat(read.read(ring.packet)).isNull();
        assertThat(read.ranges()).isEqualTo(2);
        assertThat(read.rangeBytes(0)).isEqualTo(0x100);
        assertThat(read.rangeOffset(0)).isEqualTo(0xf00);
        assertThat(read.pageFrameNumber(1, 0)).isEqualTo(0x12346);
    }

    /** The form of Linux guests from 2025 on: a range names every page that it touches. */
    @Test
    void gpaDirectWithARangeOfThreePages() {
        memory.put(0, HexFormat.ofDelimiter(" ").parseHex("00 00 00 00 01 00 00 00 10 18 00 00 00 0f 00 00 "
                + "45 23 01 00 00 00 00 00 46 23 01 00 00 00 00 00 99 23 01 00 00 00 00 00"));
        ring.producer.offer(PacketType.GPA_DIRECT, PacketType.COMPLETION_REQUESTED, 10, memory.address(), 40,
                memory.address(), 0);
        ring.producer.publish();

        assertThat(written(16)).isEqualTo("09 00 07 00 07 00 01 00 0a 00 00 00 00 00 00 00");
        ring.next();
        GpaDirect read = new GpaDirect();
        assertThat(read.read(ring.packet)).isNull();
        assertThat(read.ranges()).isEqualTo(1);
        assertThat(read.rangeBytes(0)).isEqualTo(0x1810);
        assertThat(read.rangeOffset(0)).isEqualTo(0xf00);
        assertThat(read.pageFrameNumber(0, 2)).isEqualTo(0x12399);
    }

    private String written(int bytes) {
        return TestMemory.hex(memoryOfRing() + 64, bytes);
    }

    private long memoryOfRing() {
        return ring.memory.address() + RingBuffer.HEADER_BYTES;
    }
}
