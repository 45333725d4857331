package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;

/** The information buffer of a QUERY, SET or status indication: immutable octets with value equality. */
public final class Information {
    public static final Information EMPTY = new Information(new byte[0]);

    private final byte[] octets;

    private Information(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of {@code octets}. */
    public static Information of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Information(octets.clone());
    }

    /** Octets as {@link #toString} has them. */
    public static Information parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** One u32. */
    public static Information ofInt(int value) {
        return new Information(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    public int length() {
        return octets.length;
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** The leading u32, if it is that long. */
    public OptionalInt asInt() {
        return octets.length < 4
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt(0));
    }

    void copyTo(ByteBuffer out, int offset) {
        out.put(offset, octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Information information && Arrays.equals(octets, information.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Lower-case hex without separators. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
