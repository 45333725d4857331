package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/** Goal: the pieces of a segment are what the stack would have sent, had it been told of the smaller place. */
class RndisPacketSegmenterTest {
    private static final int FRAME_AT = 64;
    private static final int HEADERS = 54;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(8192);
    private final long frame = BufferUtil.address(memory) + FRAME_AT;
    private final RndisPacketSegmenter segmenter = new RndisPacketSegmenter();

    @Test
    void cutsIntoPiecesOfWholePackets() {
        segment(3500, 1000);

        assertThat(segmenter.begin(frame, HEADERS + 3500, HEADERS + 2999, false)).isEqualTo(2);

        assertThat(cut(0)).hasSize(HEADERS + 2000);
        assertThat(cut(1)).hasSize(HEADERS + 1500);
    }

    @Test
    void carriesOnTheHeadersOfEachPiece() {
        segment(3500, 1000);
        segmenter.begin(frame, HEADERS + 3500, HEADERS + 2999, false);

        ByteBuffer first = ByteBuffer.wrap(cut(0));
        ByteBuffer second = ByteBuffer.wrap(cut(1));

        assertThat(first.getShort(16)).as("IP total length").isEqualTo((short) 2040);
        assertThat(second.getShort(16)).isEqualTo((short) 1540);
        assertThat(first.getShort(18)).as("IP identification").isEqualTo((short) 0x1234);
        assertThat(second.getShort(18)).isEqualTo((short) 0x1236);
        assertThat(first.getInt(38)).as("sequence").isEqualTo(0xfffffff0);
        assertThat(second.getInt(38)).isEqualTo(0xfffffff0 + 2000);
        assertThat(first.get(47)).as("no FIN or PSH before the last").isEqualTo((byte) 0x90);
        assertThat(second.get(47)).as("no CWR after the first").isEqualTo((byte) 0x19);
        assertThat(first.get(HEADERS + 1999)).isEqualTo((byte) 1999);
        assertThat(second.get(HEADERS)).isEqualTo((byte) 2000);
    }

    @Test
    void leavesTheIpChecksumRight() {
        segment(3500, 1000);
        segmenter.begin(frame, HEADERS + 3500, HEADERS + 2999, false);
        for (int piece = 0; piece < 2; piece++) {
            segmenter.cut(piece);
            long sum = RndisPacketChecksum.sum(segmenter.address() + 14, 20);
            assertThat(RndisPacketChecksum.fold(sum)).isEqualTo(0xffff);
        }
    }

    @Test
    void asksForAChecksumAloneWhereAPieceIsOnePacket() {
        segment(1500, 1000);
        assertThat(segmenter.begin(frame, HEADERS + 1500, HEADERS + 1000, false)).isEqualTo(2);
        segmenter.cut(1);
        byte[] header = new byte[10];
        for (int i = 0; i < header.length; i++) {
            header[i] = UnsafeApi.getByte(segmenter.address() - 10 + i);
        }
        assertThat(header).containsExactly(1, 0, 0, 0, 0, 0, 34, 0, 16, 0);
    }

    @Test
    void refusesWhatItCannotCut() {
        segment(1500, 1000);
        assertThat(segmenter.begin(frame, HEADERS + 1500, HEADERS + 999, false))
                .as("room for less than a packet").isZero();
        memory.put(FRAME_AT - 9, (byte) 3);
        assertThat(segmenter.begin(frame, HEADERS + 1500, 4000, false)).as("UDP").isZero();
        segment(1500, 0);
        assertThat(segmenter.begin(frame, HEADERS + 1500, 4000, false)).as("no segment size").isZero();
        segment(1500, 1000);
        memory.put(FRAME_AT + 46, (byte) 0x40);
        assertThat(segmenter.begin(frame, HEADERS + 1500, 4000, false)).as("TCP header of 16 octets").isZero();
        segment(1500, 1000);
        assertThat(segmenter.begin(frame, HEADERS, 4000, false)).as("nothing to carry").isZero();
    }

    private byte[] cut(int index) {
        byte[] piece = new byte[segmenter.cut(index)];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = UnsafeApi.getByte(segmenter.address() + i);
        }
        return piece;
    }

    private void segment(int payloadBytes, int segmentBytes) {
        put(FRAME_AT - 10, "01 01 36 00 00 00 22 00 10 00");
        memory.put(FRAME_AT - 6, (byte) segmentBytes).put(FRAME_AT - 5, (byte) (segmentBytes >>> 8));
        put(FRAME_AT, "00 15 5d 0a 00 02 00 15 5d 0a 00 01 08 00 "
                + "45 00 00 00 12 34 40 00 40 06 00 00 0a 00 00 01 0a 00 00 02 "
                + "04 d2 00 50 ff ff ff f0 00 00 00 01 50 99 ff ff 00 00 00 00");
        for (int i = 0; i < payloadBytes; i++) {
            memory.put(FRAME_AT + HEADERS + i, (byte) i);
        }
    }

    private void put(int at, String hex) {
        byte[] octets = HexFormat.ofDelimiter(" ").parseHex(hex);
        for (int i = 0; i < octets.length; i++) {
            memory.put(at + i, octets[i]);
        }
    }
}
