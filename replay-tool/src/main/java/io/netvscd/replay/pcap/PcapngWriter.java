package io.netvscd.replay.pcap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng) with the four kinds of block that a capture of several interfaces needs: section header,
 * interface description, enhanced packet, interface statistics. Little-endian, times in nanoseconds since 1970.
 */
final class PcapngWriter {
    static final int LINK_TYPE_ETHERNET = 1;
    /** A message without what carried it, and what is to be shown of it. */
    static final int LINK_TYPE_WIRESHARK_UPPER_PDU = 252;

    /** A datagram of netlink behind a header of 16 octets. */
    static final int LINK_TYPE_NETLINK = 253;

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final long LENGTH_UNKNOWN = -1;
    private static final int OPTION_COMMENT = 1;
    private static final int OPTION_SECTION_APPLICATION = 4;
    private static final int OPTION_IF_NAME = 2;
    private static final int OPTION_IF_DESCRIPTION = 3;
    private static final int OPTION_IF_TIME_RESOLUTION = 9;
    private static final int OPTION_PACKET_FLAGS = 2;
    private static final int OPTION_RECEIVED = 4;
    private static final int OPTION_DROPPED = 5;
    private static final byte NANOSECONDS = 9;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;
    private static final int ALIGNMENT = 4;
    private static final int TEXT_BYTES_MAX = 4000;
    private static final int PACKET_BYTES_MAX = 1 << 17;

    private final OutputStream out;
    private final ByteBuffer block = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
    private int interfaces;

    PcapngWriter(OutputStream out) throws IOException {
        this.out = out;
        begin(SECTION_HEADER);
        block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(LENGTH_UNKNOWN);
        text(OPTION_SECTION_APPLICATION, "netvscd replay-tool");
        end();
    }

    /** Describes an interface and returns its number. */
    int addInterface(String name, String description, int linkType) throws IOException {
        begin(INTERFACE_DESCRIPTION);
        block.putShort((short) linkType).putShort((short) 0).putInt(0);
        text(OPTION_IF_NAME, name);
        text(OPTION_IF_DESCRIPTION, description);
        option(OPTION_IF_TIME_RESOLUTION, new byte[] {NANOSECONDS});
        end();
        return interfaces++;
    }

    /**
     * Writes a packet.
     *
     * @param octets  the first of it
     * @param length  octets of the whole packet
     * @param comment null for none
     */
    void packet(int interfaceNumber, long timeNs, byte[] octets, int length, boolean outbound, String comment) throws IOException {
        begin(ENHANCED_PACKET);
        block.putInt(interfaceNumber);
        time(timeNs);
        int kept = Math.min(octets.length, PACKET_BYTES_MAX);
        block.putInt(kept).putInt(Math.max(length, octets.length)).put(octets, 0, kept);
        pad();
        if (comment != null) {
            text(OPTION_COMMENT, comment);
        }
        optionInt(OPTION_PACKET_FLAGS, outbound ? OUTBOUND : INBOUND);
        end();
    }

    /** What an interface counted up to now. */
    void statistics(int interfaceNumber, long timeNs, long received, long dropped) throws IOException {
        begin(INTERFACE_STATISTICS);
        block.putInt(interfaceNumber);
        time(timeNs);
        optionLong(OPTION_RECEIVED, received);
        optionLong(OPTION_DROPPED, dropped);
        end();
    }

    private void begin(int type) {
        block.clear();
        block.putInt(type).putInt(0);
    }

    private void end() throws IOException {
        block.putInt(0);
        int bytes = block.position() + Integer.BYTES;
        block.putInt(bytes).putInt(Integer.BYTES, bytes);
        out.write(block.array(), 0, bytes);
    }

    private void time(long timeNs) {
        block.putInt((int) (timeNs >>> Integer.SIZE)).putInt((int) timeNs);
    }

    private void text(int code, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        option(code, cut(octets, TEXT_BYTES_MAX));
    }

    /** At most so many octets of a text in UTF-8, and of no character a part. */
    static byte[] cut(byte[] text, int bytesMax) {
        if (text.length <= bytesMax) {
            return text;
        }
        int end = bytesMax;
        while ((text[end] & 0xc0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private void optionInt(int code, int value) {
        option(code, ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private void optionLong(int code, long value) {
        option(code, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    private void option(int code, byte[] value) {
        block.putShort((short) code).putShort((short) value.length).put(value);
        pad();
    }

    private void pad() {
        while (block.position() % ALIGNMENT != 0) {
            block.put((byte) 0);
        }
    }
}
