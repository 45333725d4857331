package io.netvscd.datapath;

import java.util.regex.Pattern;

/**
 * A 48-bit Ethernet address, held in the low 48 bits with the first octet on the wire as the most significant.
 *
 * @param bits the address as a number, {@code 0x0000_00155d0a0001} for {@code 00:15:5d:0a:00:01}
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    /** What a device reports while its driver has not filled in an address yet. */
    public static final MacAddress ZERO = new MacAddress(0);
    /** Octets in an address. */
    public static final int BYTES = 6;

    private static final Pattern TEXT = Pattern.compile("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits: " + Long.toHexString(bits));
        }
    }

    /** Reads {@code aa:bb:cc:dd:ee:ff}, either case. */
    public static MacAddress parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a MAC address (aa:bb:cc:dd:ee:ff): " + text);
        }
        return new MacAddress(Long.parseLong(text.replace(":", ""), 16));
    }

    /** Reads six octets in wire order. */
    public static MacAddress of(byte[] octets, int offset) {
        long bits = 0;
        for (int i = 0; i < BYTES; i++) {
            bits = bits << 8 | octets[offset + i] & 0xff;
        }
        return new MacAddress(bits);
    }

    /** Six octets in wire order. */
    public byte[] octets() {
        byte[] octets = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            octets[i] = (byte) (bits >>> 8 * (BYTES - 1 - i));
        }
        return octets;
    }

    /** Whether the group bit is set: multicast or broadcast. */
    public boolean isGroup() {
        return (bits >>> 40 & 1) != 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    /** Lower-case {@code aa:bb:cc:dd:ee:ff}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (byte octet : octets()) {
            text.append(text.isEmpty() ? "" : ":")
                    .append(Character.forDigit(octet >> 4 & 0xf, 16))
                    .append(Character.forDigit(octet & 0xf, 16));
        }
        return text.toString();
    }
}
