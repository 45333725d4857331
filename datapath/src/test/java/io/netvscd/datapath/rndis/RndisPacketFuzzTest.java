package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netvscd.datapath.port.Burst;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Goal: no message, no virtio-net header and no frame makes reader, writer or segmenter look or write outside their
 * memory. Method: Jazzer, with canaries round the memory; in an ordinary build the committed inputs only.
 */
class RndisPacketFuzzTest {
    private static final int CANARY_BYTES = 64;
    private static final int PLACE_BYTES = 8192;
    private static final byte CANARY = 0x5c;
    private static final long MEMORY = UnsafeApi.allocateMemory(2 * PLACE_BYTES + 3 * CANARY_BYTES);
    private static final long SOURCE = MEMORY + CANARY_BYTES;
    private static final long TARGET = SOURCE + PLACE_BYTES + CANARY_BYTES;

    private final RndisPacketReader reader = new RndisPacketReader();
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final RndisPacketSegmenter segmenter = new RndisPacketSegmenter();

    /** The input is a message and what follows it; the first octet chooses the direction. */
    @FuzzTest
    void anyMessage(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean fromHost = (input[0] & 1) == 0;
        int bytes = prepare(input, 1);
        if (reader.read(SOURCE, bytes) == null && (fromHost ? reader.unwrapFromHost() : reader.unwrapFromGuest())) {
            assertThat(reader.frame() - Burst.VNET_HEADER).isBetween(SOURCE, SOURCE + bytes);
            assertThat(reader.frame() + reader.frameBytes()).isLessThanOrEqualTo(SOURCE + bytes);
            assertThat(reader.messageBytes()).isBetween(44, bytes);
        }
        assertThatCanariesLive(bytes);
    }

    /** The input is a virtio-net header and its frame; the first octet chooses direction and room. */
    @FuzzTest
    void anyFrame(byte[] input) {
        if (input.length < 1 + Burst.VNET_HEADER) {
            return;
        }
        int bytes = prepare(input, 1) - Burst.VNET_HEADER;
        long frame = SOURCE + Burst.VNET_HEADER;
        int room = (input[0] & 0x7f) * 32;
        UnsafeApi.setMemory(TARGET + room, CANARY_BYTES, CANARY);
        int pieces = segmenter.begin(frame, bytes, room, false);
        for (int piece = 0; piece < pieces; piece++) {
            assertThat(segmenter.cut(piece)).isBetween(1, room);
        }
        int written = input[0] < 0
                ? writer.writeSend(TARGET, room, frame, bytes) : writer.writeDelivery(TARGET, room, frame, bytes);
        assertThat(written).isBetween(RndisPacketWriter.REFUSED, room);
        if (written > 0) {
            assertThat(reader.read(TARGET, written)).isNull();
            boolean understood = input[0] < 0 ? reader.unwrapFromGuest() : reader.unwrapFromHost();
            assertThat(understood || largeSend()).isTrue();
        }
        assertThatCanariesLive(Burst.VNET_HEADER + bytes);
        assertThat(UnsafeApi.getLong(TARGET + room)).isEqualTo(0x5c5c5c5c5c5c5c5cL);
    }

    /**
     * The taking side looks closer at a large send than the giving side: it may refuse headers that the giver passed
     * on.
     */
    private boolean largeSend() {
        return reader.info().hasLargeSend();
    }

    private static int prepare(byte[] input, int from) {
        int bytes = Math.max(0, Math.min(PLACE_BYTES, input.length - from));
        UnsafeApi.copyMemory(input, BufferUtil.ARRAY_BASE_OFFSET + from, null, SOURCE, bytes);
        UnsafeApi.setMemory(SOURCE - CANARY_BYTES, CANARY_BYTES, CANARY);
        UnsafeApi.setMemory(SOURCE + bytes, CANARY_BYTES, CANARY);
        return bytes;
    }

    private static void assertThatCanariesLive(int bytes) {
        long alive = 0x5c5c5c5c5c5c5c5cL;
        boolean live = true;
        for (int i = 0; i < CANARY_BYTES; i += 8) {
            live &= UnsafeApi.getLong(SOURCE - CANARY_BYTES + i) == alive;
            live &= UnsafeApi.getLong(SOURCE + bytes + i) == alive;
        }
        assertThat(live).as("memory round the input is untouched").isTrue();
    }
}
