package io.netvscd.journal.vocabulary;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable octets with value equality: a message as it stood on the wire. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of {@code octets}. */
    public static Bytes of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /** Reads pairs of hex digits without separators, either case. */
    public static Bytes parse(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return octets.length;
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
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
