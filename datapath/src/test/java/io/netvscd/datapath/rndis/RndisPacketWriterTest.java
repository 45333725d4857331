package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;

/**
 * Goal: the octets that a Hyper-V host expects (PROTOCOL: RNDIS PACKET, header 44 octets), and back to the same
 * frame.
 */
class RndisPacketWriterTest {
    private static final int FRAME_AT = 64;
    private static final int TARGET_AT = 4096;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(8192).order(ByteOrder.LITTLE_ENDIAN);
    private final long address = BufferUtil.address(memory);
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final RndisPacketReader reader = new RndisPacketReader();

    @Test
    void writesAPlainFrame() {
        put(FRAME_AT, "ff ff ff ff ff ff 00 15 5d 0a 00 01 08 06 00 01");

        assertThat(send(16, 100)).isEqualTo(60);

        assertThat(written(60)).isEqualTo("01 00 00 00 3c 00 00 00 24 00 00 00 10 00 00 00 00 00 00 00 00 00 00 00 "
                + "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                + "ff ff ff ff ff ff 00 15 5d 0a 00 01 08 06 00 01");
    }

    @Test
    void movesAVlanTagIntoAnElement() {
        put(FRAME_AT, "ff ff ff ff ff ff 00 15 5d 0a 00 01 81 00 b0 64 08 06 00 01");

        assertThat(send(20, 100)).isEqualTo(76);

        assertThat(written(76)).isEqualTo("01 00 00 00 4c 00 00 00 34 00 00 00 10 00 00 00 00 00 00 00 00 00 00 00 "
                + "00 00 00 00 24 00 00 00 10 00 00 00 00 00 00 00 00 00 00 00 "
                + "10 00 00 00 06 00 00 00 0c 00 00 00 4d 06 00 00 "
                + "ff ff ff ff ff ff 00 15 5d 0a 00 01 08 06 00 01");
    }

    @Test
    void asksTheHostForATcpChecksum() {
        tcpFrame(100);
        vnet(1, 0, 0, 34, 16);

        assertThat(send(100, 200)).isEqualTo(44 + 16 + 100);

        assertThat(memory.getInt(TARGET_AT + 44 + 4)).isZero();
        assertThat(memory.getInt(TARGET_AT + 44 + 12)).isEqualTo(1 | 4 | 34 << 16);
        assertThat(reader.read(address + TARGET_AT, 200)).isNull();
        assertThat(reader.unwrapFromGuest()).isTrue();
        assertThat(headerOf(reader)).isEqualTo("01 00 00 00 00 00 22 00 10 00");
    }

    @Test
    void asksTheHostForAUdpChecksumBehindAVlanTag() {
        tcpFrame(100);
        memory.putShort(FRAME_AT + 12, (short) 0x0081).putShort(FRAME_AT + 14, (short) 0x6400)
                .putShort(FRAME_AT + 16, (short) 0x0008);
        vnet(1, 0, 0, 38, 6);

        assertThat(send(100, 200)).isEqualTo(44 + 32 + 96);

        assertThat(memory.getInt(TARGET_AT + 60 + 12)).isEqualTo(1 | 8 | 34 << 16);
        assertThat(reader.read(address + TARGET_AT, 200)).isNull();
        assertThat(reader.unwrapFromGuest()).isTrue();
        assertThat(headerOf(reader)).isEqualTo("01 00 00 00 00 00 26 00 06 00");
    }

    @Test
    void handsALargeSegmentToTheHostAndGetsItBack() {
        tcpFrame(2000);
        vnet(1, 1, 1448, 34, 16);
        String before = hex(FRAME_AT, 2000);

        assertThat(send(2000, 4096)).isEqualTo(44 + 16 + 2000);

        assertThat(memory.getInt(TARGET_AT + 44 + 4)).isEqualTo(2);
        assertThat(memory.getInt(TARGET_AT + 44 + 12)).isEqualTo(1448 | 34 << 20 | 1 << 30);
        assertThat(memory.getShort(TARGET_AT + 60 + 16)).as("total length is the host's to fill in").isZero();
        assertThat(reader.read(address + TARGET_AT, 4096)).isNull();
        assertThat(reader.unwrapFromGuest()).isTrue();
        assertThat(headerOf(reader)).isEqualTo("01 01 36 00 a8 05 22 00 10 00");
        assertThat(hex((int) (reader.frame() - address), 2000)).isEqualTo(before);
    }

    @Test
    void finishesAChecksumThatNoElementCanAskFor() {
        put(FRAME_AT, "ff ff ff ff ff ff 00 15 5d 0a 00 01 12 34 00 00 00 01 f2 03 f4 f5 f6 f7");
        vnet(1, 0, 0, 16, 10 - 2);

        assertThat(send(26, 100)).isEqualTo(44 + 16 + 26);

        // RFC 1071, section 3: the sum of these octets is ddf2, its complement 220d.
        assertThat(hex(TARGET_AT + 60 + 24, 2)).isEqualTo("22 0d");
        assertThat(memory.getInt(TARGET_AT + 44 + 12)).isZero();
    }

    @Test
    void refusesWhatCannotBeDone() {
        tcpFrame(100);
        int[][] headers = {{1, 0, 0, 99, 16}, {1, 0, 0, 0xffff, 0xffff}, {0, 1, 1448, 0, 0}, {1, 3, 1448, 34, 6},
            {1, 1, 0, 34, 16}, {1, 4, 1448, 34, 16}, {1, 1, 1448, 90, 8}};
        for (int[] header : headers) {
            vnet(header[0], header[1], header[2], header[3], header[4]);
            assertThat(send(100, 400)).isEqualTo(RndisPacketWriter.REFUSED);
        }
        vnet(0, 0, 0, 0, 0);
        assertThat(send(13, 400)).isEqualTo(RndisPacketWriter.REFUSED);
    }

    @Test
    void saysWhenTheMessageDoesNotFit() {
        assertThat(send(60, 103)).isEqualTo(RndisPacketWriter.NO_ROOM);
        assertThat(send(60, 104)).isEqualTo(104);
        vnet(1, 0, 0, 34, 16);
        assertThat(send(60, 119)).isEqualTo(RndisPacketWriter.NO_ROOM);
    }

    @Test
    void deliversAnUnfinishedChecksumFinished() {
        tcpFrame(60);
        vnet(1, 0, 0, 34, 16);

        int bytes = writer.writeDelivery(address + TARGET_AT, 400, address + FRAME_AT, 60);

        assertThat(bytes).isEqualTo(44 + 16 + 60);
        assertThat(reader.read(address + TARGET_AT, bytes)).isNull();
        assertThat(reader.unwrapFromHost()).isTrue();
        assertThat(headerOf(reader)).isEqualTo("02 00 00 00 00 00 00 00 00 00");
        long sum = RndisPacketChecksum.sum(reader.frame() + 34, 26) + pseudoHeader(26);
        assertThat(RndisPacketChecksum.fold(sum)).isEqualTo(0xffff);
    }

    @Test
    void deliversALargeSegmentWhole() {
        tcpFrame(2000);
        vnet(1, 1, 1448, 34, 16);

        int bytes = writer.writeDelivery(address + TARGET_AT, 4096, address + FRAME_AT, 2000);

        assertThat(reader.read(address + TARGET_AT, bytes)).isNull();
        assertThat(reader.unwrapFromHost()).isTrue();
        assertThat(headerOf(reader)).isEqualTo("01 01 36 00 a8 05 22 00 10 00");
        assertThat(hex((int) (reader.frame() - address), 2000)).isEqualTo(hex(FRAME_AT, 2000));
    }

    private int send(int frameBytes, int capacityBytes) {
        return writer.writeSend(address + TARGET_AT, capacityBytes, address + FRAME_AT, frameBytes);
    }

    /**
     * An IPv4 TCP frame whose checksums are as the Linux stack hands a segment over: IP finished, TCP pseudo header
     * only.
     */
    private void tcpFrame(int bytes) {
        for (int i = 0; i < bytes; i++) {
            memory.put(FRAME_AT + i, (byte) (i * 7));
        }
        put(FRAME_AT, "00 15 5d 0a 00 02 00 15 5d 0a 00 01 08 00 "
                + "45 00 00 00 12 34 40 00 40 06 00 00 0a 00 00 01 0a 00 00 02");
        memory.order(ByteOrder.BIG_ENDIAN).putShort(FRAME_AT + 16, (short) (bytes - 14)).order(ByteOrder.LITTLE_ENDIAN);
        int ip = ~RndisPacketChecksum.fold(RndisPacketChecksum.sum(address + FRAME_AT + 14, 20));
        memory.putShort(FRAME_AT + 24, (short) ip);
        memory.put(FRAME_AT + 46, (byte) 0x50);
        memory.putShort(FRAME_AT + 50, (short) RndisPacketChecksum.fold(pseudoHeader(bytes - 34)));
    }

    private long pseudoHeader(int tcpBytes) {
        return RndisPacketChecksum.sum(address + FRAME_AT + 26, 8) + 0x0600
                + (Short.reverseBytes((short) tcpBytes) & 0xffff);
    }

    private void vnet(int flags, int gsoType, int gsoSize, int start, int offset) {
        int at = FRAME_AT - Burst.VNET_HEADER;
        memory.put(at, (byte) flags).put(at + 1, (byte) gsoType).putShort(at + 2, (short) 0)
                .putShort(at + 4, (short) gsoSize).putShort(at + 6, (short) start).putShort(at + 8, (short) offset);
    }

    private void put(int at, String hex) {
        byte[] octets = HexFormat.ofDelimiter(" ").parseHex(hex);
        for (int i = 0; i < octets.length; i++) {
            memory.put(at + i, octets[i]);
        }
    }

    private String written(int bytes) {
        return hex(TARGET_AT, bytes);
    }

    private String headerOf(RndisPacketReader message) {
        return hex((int) (message.frame() - address) - Burst.VNET_HEADER, Burst.VNET_HEADER);
    }

    private String hex(int at, int bytes) {
        byte[] octets = new byte[bytes];
        memory.get(at, octets);
        return HexFormat.ofDelimiter(" ").formatHex(octets);
    }
}
