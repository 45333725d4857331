package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A type, a length and a value ({@code struct nlattr}).
 *
 * @param type   without the flags for nesting and byte order
 * @param value  in host byte order
 * @param offset where the value begins in its datagram
 */
record Attribute(int type, ByteBuffer value, int offset) {
    private static final int HEADER_BYTES = 4;
    private static final int TYPE_MASK = 0x3fff;

    static List<Attribute> parse(ByteBuffer from, int offset) throws NetlinkMalformed {
        List<Attribute> attributes = new ArrayList<>();
        int at = 0;
        while (at < from.limit()) {
            int left = from.limit() - at;
            int bytes = left < HEADER_BYTES ? 0 : Short.toUnsignedInt(from.getShort(at));
            if (bytes < HEADER_BYTES || bytes > left) {
                throw new NetlinkMalformed("an attribute of " + bytes + " octets where " + left + " are left",
                        offset + at);
            }
            int type = from.getShort(at + 2) & TYPE_MASK;
            attributes.add(new Attribute(
                    type, slice(from, at + HEADER_BYTES, bytes - HEADER_BYTES), offset + at + HEADER_BYTES));
            at += align(bytes);
        }
        return attributes;
    }

    List<Attribute> nested() throws NetlinkMalformed {
        return parse(value, offset);
    }

    int u32() throws NetlinkMalformed {
        return exactly(Integer.BYTES).getInt(0);
    }

    int u8() throws NetlinkMalformed {
        return Byte.toUnsignedInt(exactly(Byte.BYTES).get(0));
    }

    /** Text up to its NUL, or to the end where there is none. */
    String text() {
        byte[] octets = octets();
        int end = 0;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.UTF_8);
    }

    byte[] octets() {
        byte[] octets = new byte[value.limit()];
        value.get(0, octets);
        return octets;
    }

    /** An Ethernet address; {@link MacAddress#ZERO} for the address of a device of another sort. */
    MacAddress mac() {
        byte[] octets = octets();
        return octets.length == MacAddress.BYTES ? MacAddress.of(octets, 0) : MacAddress.ZERO;
    }

    private ByteBuffer exactly(int bytes) throws NetlinkMalformed {
        if (value.limit() != bytes) {
            throw new NetlinkMalformed("attribute " + type + " has " + value.limit() + " octets, not " + bytes, offset);
        }
        return value;
    }

    /** A part of a buffer as a buffer of its own, in the same byte order. */
    static ByteBuffer slice(ByteBuffer from, int at, int bytes) {
        return from.slice(at, bytes).order(from.order());
    }

    /** The next multiple of four. */
    static int align(int bytes) {
        return bytes + 3 & ~3;
    }
}
