package io.netvscd.datapath.rndis;

import io.netvscd.datapath.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Another address for a NIC: the text parameter {@code NetworkAddress} that {@link Oid#GEN_RNDIS_CONFIG_PARAMETER} is
 * set to. u32 offset @0 and octets @4 of the name, u32 type @8 (2: text), u32 offset @12 and octets @16 of the value;
 * both are UTF-16, offsets count from the structure's start, and the value is twelve hex digits.
 */
public final class NetworkAddress {
    private static final String NAME = "NetworkAddress";
    private static final int HEADER_BYTES = 20;
    private static final int TEXT = 2;
    private static final int DIGITS = 2 * MacAddress.BYTES;

    private NetworkAddress() {
    }

    /** The structure that asks for this address. */
    public static Information of(MacAddress address) {
        byte[] name = NAME.getBytes(StandardCharsets.UTF_16LE);
        byte[] value = address.toString().replace(":", "").getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + name.length + value.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER_BYTES).putInt(name.length)
                .putInt(TEXT)
                .putInt(HEADER_BYTES + name.length).putInt(value.length)
                .put(name).put(value);
        return Information.of(out.array());
    }

    /** The address that is asked for; empty when it is another parameter, or no address at all. */
    public static Optional<MacAddress> read(Information parameter) {
        ByteBuffer in = ByteBuffer.wrap(parameter.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (in.capacity() < HEADER_BYTES || in.getInt(8) != TEXT || !text(in, 0).equals(NAME)) {
            return Optional.empty();
        }
        String digits = text(in, 12);
        boolean address = digits.length() == DIGITS && digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0
                && digit < 128);
        return address ? Optional.of(new MacAddress(Long.parseLong(digits, 16))) : Optional.empty();
    }

    /** The text that these two fields describe, empty where it is not inside the structure. */
    private static String text(ByteBuffer in, int offsetField) {
        long offset = Integer.toUnsignedLong(in.getInt(offsetField));
        long bytes = Integer.toUnsignedLong(in.getInt(offsetField + 4));
        if (offset < HEADER_BYTES || offset + bytes > in.capacity()) {
            return "";
        }
        return new String(in.array(), (int) offset, (int) bytes, StandardCharsets.UTF_16LE);
    }
}
