package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/** Goal: headers of transfer-page and GPA-direct packets are believed only as far as they are true. */
class PacketHeaderTest {
    private final TestRing ring = new TestRing(8192);
    private final TestMemory header = new TestMemory(4600);
    private final TransferPages pages = new TransferPages();
    private final GpaDirect direct = new GpaDirect();

    @Test
    void wantsAHeader() {
        assertThat(pages.read(packet(PacketType.TRANSFER_PAGES, 0), 4096)).isEqualTo(PacketFault.HEADER_TOO_SHORT);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 0))).isEqualTo(PacketFault.HEADER_TOO_SHORT);
    }

    @Test
    void countsNoMoreRangesThanTheHeaderHolds() {
        for (int count : new int[] {0, -1, 3, 563, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            fixed(TransferPages.RECEIVE_BUFFER_ID, count);
            assertThat(pages.read(packet(PacketType.TRANSFER_PAGES, 24), 4096)).isEqualTo(PacketFault.RANGE_COUNT);
            assertThat(pages.ranges()).isZero();
        }
    }

    @Test
    void toleratesGarbageInReservedFields() {
        fixed(TransferPages.RECEIVE_BUFFER_ID | 0xabcd0000, 1);
        UnsafeApi.putInt(header.address() + 8, 64);
        UnsafeApi.putInt(header.address() + 12, 4096 - 64);
        assertThat(pages.read(packet(PacketType.TRANSFER_PAGES, 16), 4096)).isNull();
    }

    @Test
    void toleratesAHeaderLongerThanItsRanges() {
        fixed(TransferPages.RECEIVE_BUFFER_ID, 1);
        assertThat(pages.read(packet(PacketType.TRANSFER_PAGES, 64), 4096)).isNull();
    }

    @Test
    void takesTheMostRangesThereCanBe() {
        pages.begin();
        for (int i = 0; i < TransferPages.MAX_RANGES; i++) {
            pages.add(8, 8 * i);
        }
        assertThatThrownBy(() -> pages.add(8, 0)).isInstanceOf(IllegalStateException.class);
        ring.producer.offer(PacketType.TRANSFER_PAGES, 1, 1, pages.address(), pages.bytes(), header.address(), 8);
        ring.producer.publish();
        ring.next();
        assertThat(new TransferPages().read(ring.packet, 8 * TransferPages.MAX_RANGES)).isNull();
    }

    @Test
    void countsNoMoreDirectRangesThanTheHeaderHolds() {
        for (int count : new int[] {0, -1, 33, 2}) {
            fixed(0, count);
            range(8, 16, 0);
            range(24, 16, 0);
            assertThat(direct.read(packet(PacketType.GPA_DIRECT, 24))).isEqualTo(PacketFault.RANGE_COUNT);
        }
    }

    @Test
    void wantsAFrameNumberForEveryPageThatARangeTouches() {
        fixed(0, 1);
        range(8, 4097, 0);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 24))).isEqualTo(PacketFault.RANGE_BOUNDS);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 32))).isNull();
        range(8, 2, 4095);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 24))).isEqualTo(PacketFault.RANGE_BOUNDS);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 32))).isNull();
        range(8, -1, 0);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 32))).isEqualTo(PacketFault.RANGE_BOUNDS);
        range(8, 8, 4096);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 32))).isEqualTo(PacketFault.RANGE_BOUNDS);
        range(8, 0, 0);
        assertThat(direct.read(packet(PacketType.GPA_DIRECT, 32))).isEqualTo(PacketFault.RANGE_BOUNDS);
    }

    @Test
    void writesOnlyRangesThatLieInOnePage() {
        assertThatThrownBy(() -> direct.begin().add(2, 4095, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> direct.begin().add(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private Packet packet(int type, int headerBytes) {
        ring.producer.offer(type, 1, 1, header.address(), headerBytes, header.address(), 8);
        ring.producer.publish();
        assertThat(ring.next()).isEqualTo(RingRead.PACKET);
        ring.consumer.advance();
        return ring.packet;
    }

    private void fixed(int first, int count) {
        UnsafeApi.putInt(header.address(), first);
        UnsafeApi.putInt(header.address() + 4, count);
    }

    private void range(int at, int bytes, int offset) {
        UnsafeApi.putInt(header.address() + at, bytes);
        UnsafeApi.putInt(header.address() + at + 4, offset);
    }
}
