package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.golden.GoldenFile;
import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data packets against octets that were written down by hand: a virtio-net header and a frame, there and back. */
class RndisPacketGoldenTest {
    private static final int FRAME_AT = 64;
    private static final int PACKET_AT = 1024;
    private static final String ARP = "ffffffffffff00155d0a0001" + "08060001";
    private static final String TAGGED = "ffffffffffff00155d0a0001" + "8100b064" + "08060001";
    private static final String TCP = "00155d0a000200155d0a00010800" + "450000281234400040" + "06149a0a0000010a000002"
            + "000000000000000000000000" + "50000000141d0000";

    private final ByteBuffer memory = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);
    private final long address = BufferUtil.address(memory);
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final RndisPacketReader reader = new RndisPacketReader();

    @ParameterizedTest
    @CsvSource({"plain, 00000000000000000000, " + ARP, "vlan, 00000000000000000000, " + TAGGED,
        "checksum-sent, 01000000000022001000, " + TCP, "large-send, 01013600a80522001000, " + TCP})
    void sentByAGuest(String name, String virtioHeader, String frame) {
        int frameBytes = put(virtioHeader, frame);

        int bytes = writer.writeSend(address + PACKET_AT, 1024, address + FRAME_AT, frameBytes);

        assertThat(hex(PACKET_AT, bytes)).isEqualTo(golden(name));
        assertThat(reader.read(address + PACKET_AT, bytes)).isNull();
        assertThat(reader.unwrapFromGuest()).isTrue();
        assertThat(frameWithHeader()).isEqualTo(virtioHeader + frame);
    }

    @ParameterizedTest
    @CsvSource({"plain, 00000000000000000000, 0, " + ARP, "vlan, 00000000000000000000, 0, " + TAGGED,
        "received, 02000000000000000000, 0x201, " + ARP})
    void deliveredByAHost(String name, String virtioHeader, String hashInformation, String frame) {
        int frameBytes = put(virtioHeader, frame);

        int bytes = writer.writeDelivery(address + PACKET_AT, 1024, address + FRAME_AT, frameBytes, 0x12345678,
                Integer.decode(hashInformation));

        assertThat(hex(PACKET_AT, bytes)).isEqualTo(golden(name));
        assertThat(reader.read(address + PACKET_AT, bytes)).isNull();
        assertThat(reader.info().hashInformation()).isEqualTo(Integer.decode(hashInformation));
        assertThat(reader.unwrapFromHost()).isTrue();
        assertThat(frameWithHeader()).isEqualTo(virtioHeader + frame);
    }

    /** The guest never asks for coalescing, so nothing of ours writes one, and one that comes is refused. */
    @Test
    void fragmentThatNobodyAskedFor() {
        byte[] golden = GoldenFile.read("packet/fragment");
        memory.put(PACKET_AT, golden);

        assertThat(reader.read(address + PACKET_AT, golden.length)).isEqualTo(RndisPacketFault.FRAGMENT);

        memory.put(PACKET_AT + 57, (byte) (2 | 4));
        assertThat(reader.read(address + PACKET_AT, golden.length)).as("a packet in one fragment").isNull();
    }

    @Test
    void everyFileIsTried() {
        assertThat(GoldenFile.names("packet")).containsExactlyElementsOf(Stream.of("plain", "vlan", "checksum-sent",
                "large-send", "received", "fragment").sorted().toList());
    }

    private int put(String virtioHeader, String frame) {
        memory.put(FRAME_AT - Burst.VNET_HEADER, HexFormat.of().parseHex(virtioHeader + frame));
        return frame.length() / 2;
    }

    private String frameWithHeader() {
        return hex((int) (reader.frame() - address) - Burst.VNET_HEADER, reader.frameBytes() + Burst.VNET_HEADER);
    }

    private static String golden(String name) {
        return HexFormat.of().formatHex(GoldenFile.read("packet/" + name));
    }

    private String hex(int at, int bytes) {
        byte[] octets = new byte[bytes];
        memory.get(at, octets);
        return HexFormat.of().formatHex(octets);
    }
}
