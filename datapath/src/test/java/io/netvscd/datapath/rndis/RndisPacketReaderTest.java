package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;

/** Goal: a frame is found where the message says, and nowhere outside of it, whatever the message says. */
class RndisPacketReaderTest {
    private final ByteBuffer memory = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);
    private final long address = BufferUtil.address(memory);
    private final RndisPacketReader reader = new RndisPacketReader();

    @Test
    void findsTheFrameOfAPlainMessage() {
        message(36, 60, 0, 0, 104);

        assertThat(reader.read(address, 4096)).isNull();

        assertThat(reader.frame()).isEqualTo(address + 44);
        assertThat(reader.frameBytes()).isEqualTo(60);
        assertThat(reader.messageBytes()).isEqualTo(104);
        assertThat(reader.info().hasChecksum()).isFalse();
    }

    @Test
    void readsEveryElementOfAReceivedPacket() {
        message(36 + 4 * 16, 60, 36, 4 * 16, 168);
        element(44, 16, 0, 12, 1 << 3);
        element(60, 16, 6, 12, 0x0640);
        element(76, 16, 8, 12, 0x12345678);
        element(92, 16, 9, 12, 1);

        assertThat(reader.read(address, 168)).isNull();

        assertThat(reader.info().checksum()).isEqualTo(8);
        assertThat(reader.info().vlan()).isEqualTo(0x640);
        assertThat(reader.info().hash()).isEqualTo(0x12345678);
        assertThat(reader.info().hasLargeSend()).isFalse();
    }

    @Test
    void acceptsInfoBehindTheFrame() {
        message(36, 60, 96, 16, 120);
        element(104, 16, 6, 12, 0x10);
        assertThat(reader.read(address, 120)).isNull();
        assertThat(reader.info().hasVlan()).isTrue();
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        assertThat(reader.read(address, 7)).isEqualTo(RndisPacketFault.TOO_SHORT);
        message(36, 60, 0, 0, 104);
        assertThat(reader.read(address, 103)).isEqualTo(RndisPacketFault.MESSAGE_LENGTH);
        memory.putInt(4, -1);
        assertThat(reader.read(address, 4096)).isEqualTo(RndisPacketFault.MESSAGE_LENGTH);
        memory.putInt(4, 43);
        assertThat(reader.read(address, 4096)).isEqualTo(RndisPacketFault.TOO_SHORT);
        memory.putInt(0, 7);
        assertThat(reader.read(address, 4096)).isEqualTo(RndisPacketFault.NOT_A_PACKET);
    }

    @Test
    void refusesAFrameOutsideOfTheMessage() {
        int[][] places = {{35, 60}, {36, 61}, {37, 60}, {97, 0}, {-1, 60}, {36, -1}, {Integer.MAX_VALUE, 60},
            {36, Integer.MAX_VALUE}, {0xfffffff8, 16}, {Integer.MIN_VALUE, Integer.MIN_VALUE}};
        for (int[] place : places) {
            message(place[0], place[1], 0, 0, 104);
            assertThat(reader.read(address, 4096)).as("%d octets at %d", place[1], place[0])
                    .isEqualTo(RndisPacketFault.DATA_BOUNDS);
        }
    }

    @Test
    void refusesAFrameShorterThanItsHeader() {
        message(36, 13, 0, 0, 57);
        assertThat(reader.read(address, 4096)).isEqualTo(RndisPacketFault.FRAME_LENGTH);
    }

    @Test
    void refusesInfoOutsideOfTheMessage() {
        int[][] places = {{35, 16}, {36, 61}, {97, 1}, {-4, 16}, {36, -4}, {Integer.MAX_VALUE, Integer.MAX_VALUE}};
        for (int[] place : places) {
            message(36, 60, place[0], place[1], 104);
            assertThat(reader.read(address, 4096)).as("%d octets at %d", place[1], place[0])
                    .isEqualTo(RndisPacketFault.INFO_BOUNDS);
        }
    }

    @Test
    void refusesElementsThatCannotBe() {
        int[][] elements = {{0, 12}, {11, 12}, {17, 12}, {18, 12}, {20, 12}, {16, 11}, {16, 17}, {-1, 12}, {16, -1},
            {Integer.MIN_VALUE, 12}};
        for (int[] element : elements) {
            message(52, 44, 36, 16, 104);
            element(44, element[0], 0, element[1], 0);
            assertThat(reader.read(address, 4096)).as("size %d, offset %d", element[0], element[1])
                    .isEqualTo(RndisPacketFault.INFO_ELEMENT);
        }
        message(44, 52, 36, 8, 104);
        assertThat(reader.read(address, 4096)).isEqualTo(RndisPacketFault.INFO_ELEMENT);
    }

    @Test
    void stepsOverElementsWithoutAValue() {
        message(48, 44, 36, 12, 104);
        element(44, 12, 0, 12, 0);
        assertThat(reader.read(address, 4096)).isNull();
        assertThat(reader.info().hasChecksum()).isFalse();
    }

    @Test
    void refusesAFragmentOfACoalescedPacketButTakesAWholeOne() {
        message(52, 44, 36, 16, 104);
        element(44, 16, 0x80000001, 12, 0x0001_02_01);
        assertThat(reader.read(address, 4096)).isEqualTo(RndisPacketFault.FRAGMENT);
        element(44, 16, 0x80000001, 12, 0x0001_07_01);
        assertThat(reader.read(address, 4096)).isNull();
    }

    @Test
    void putsTheVlanTagBackIntoTheFrame() {
        message(52, 60, 36, 16, 120);
        element(44, 16, 6, 12, 5 | 1 << 3 | 100 << 4);
        for (int i = 0; i < 60; i++) {
            memory.put(60 + i, (byte) i);
        }

        assertThat(reader.read(address, 120)).isNull();
        assertThat(reader.unwrapFromHost()).isTrue();

        assertThat(reader.frameBytes()).isEqualTo(64);
        byte[] frame = new byte[64];
        memory.get((int) (reader.frame() - address), frame);
        assertThat(frame).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0x81, 0, 0xb0, 100, 12, 13).endsWith(58, 59);
        byte[] header = new byte[Burst.VNET_HEADER];
        memory.get((int) (reader.frame() - address) - Burst.VNET_HEADER, header);
        assertThat(header).containsOnly(0);
    }

    @Test
    void tellsTheStackThatTheHostHasCheckedTheChecksum() {
        message(52, 60, 36, 16, 120);
        element(44, 16, 0, 12, 1 << 3 | 1 << 5);
        assertThat(reader.read(address, 120)).isNull();
        assertThat(reader.unwrapFromHost()).isTrue();
        assertThat(memory.get((int) (reader.frame() - address) - Burst.VNET_HEADER)).isEqualTo((byte) 2);
    }

    @Test
    void refusesASegmentWhoseHeadersDoNotFit() {
        message(52, 60, 36, 16, 120);
        element(44, 16, 2, 12, 1400 | 54 << 20 | 1 << 30);
        assertThat(reader.read(address, 120)).isNull();
        assertThat(reader.unwrapFromHost()).isFalse();
    }

    private void message(int dataOffset, int dataBytes, int infoOffset, int infoBytes, int messageBytes) {
        for (int i = 0; i < 44; i += 4) {
            memory.putInt(i, 0);
        }
        memory.putInt(0, 1).putInt(4, messageBytes).putInt(8, dataOffset).putInt(12, dataBytes).putInt(28, infoOffset)
                .putInt(32, infoBytes);
    }

    private void element(int at, int size, int type, int offset, int value) {
        memory.putInt(at, size).putInt(at + 4, type).putInt(at + 8, offset).putInt(at + 12, value);
    }
}
