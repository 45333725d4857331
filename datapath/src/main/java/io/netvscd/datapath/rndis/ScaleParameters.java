package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a host spreads what it delivers: the NDIS_RECEIVE_SCALE_PARAMETERS structure of
 * {@link Oid#GEN_RECEIVE_SCALE_PARAMETERS}. Header {type u8, revision u8, size u16} @0, u16 flags @4, u16 base CPU @6,
 * u32 hash information @8, u16 octets of the table @12, u32 its offset @16, u16 octets of the key @20, u32 its offset
 * @24, processor masks @28 to @40, none of which a netvsc uses. Offsets count from the structure's start.
 *
 * @param hashInformation the function and, from bit 8 on, the types of frame that it is computed for; 0: spread nothing
 * @param table           the channel for each remainder of a hash, counted from the primary one, 0
 * @param key             of the hash
 */
public record ScaleParameters(int hashInformation, List<Integer> table, Information key) {
    /** The only hash function there is. */
    public static final int TOEPLITZ = 1;
    public static final int IPV4 = 0x100;
    public static final int TCP_IPV4 = 0x200;
    public static final int IPV6 = 0x400;
    public static final int TCP_IPV6 = 0x1000;
    /** What hv_netvsc asks for. */
    public static final int USUAL_HASH = TOEPLITZ | IPV4 | TCP_IPV4 | IPV6 | TCP_IPV6;
    /** Octets of a key. */
    public static final int KEY_BYTES = 40;
    /** The most entries of a table. */
    public static final int ENTRIES_MAX = 128;
    /** The key that hv_netvsc has, the one that NDIS verifies hashes with. */
    public static final Information USUAL_KEY = Information.of(HexFormat.of().parseHex(
            "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa"));
    /** Nothing is spread. */
    public static final ScaleParameters OFF = new ScaleParameters(0, List.of(), Information.EMPTY);

    private static final int TYPE = 0x89;
    private static final int REVISION = 2;
    private static final int BYTES = 40;
    /** Without the processor masks, which came with revision 2. */
    private static final int LEAST_BYTES = 28;
    private static final int HASH_UNCHANGED = 0x2;
    private static final int TABLE_UNCHANGED = 0x4;
    private static final int KEY_UNCHANGED = 0x8;
    private static final int DISABLE = 0x10;

    public ScaleParameters {
        table = List.copyOf(table);
    }

    /** Over so many channels in turn, with this key. */
    public static ScaleParameters overChannels(int channels, int entries, Information key) {
        List<Integer> table = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            table.add(i % channels);
        }
        return new ScaleParameters(USUAL_HASH, table, key);
    }

    /** By a table of octets, repeated where it is short and folded where it names channels that there are not. */
    public static ScaleParameters overChannels(int channels, int entries, Information key, byte[] wanted) {
        List<Integer> table = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            table.add((wanted[i % wanted.length] & 0xff) % channels);
        }
        return new ScaleParameters(USUAL_HASH, table, key);
    }

    /** Whether frames are spread at all. */
    public boolean spreads() {
        return hashInformation != 0;
    }

    /** The structure, the table and the key behind it. */
    public Information encode() {
        int tableBytes = table.size() * Integer.BYTES;
        ByteBuffer out = ByteBuffer.allocate(BYTES + tableBytes + key.length()).order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) TYPE).put(1, (byte) REVISION).putShort(2, (short) BYTES)
                .putShort(4, (short) (spreads() ? 0 : DISABLE))
                .putInt(8, hashInformation)
                .putShort(12, (short) tableBytes)
                .putInt(16, BYTES)
                .putShort(20, (short) key.length())
                .putInt(24, BYTES + tableBytes);
        for (int i = 0; i < table.size(); i++) {
            out.putInt(BYTES + i * Integer.BYTES, table.get(i));
        }
        key.copyTo(out, BYTES + tableBytes);
        return Information.of(out.array());
    }

    /**
     * Reads a structure, given what was set before; empty when it is none, is shorter than it says, or asks for what
     * cannot be done.
     */
    public static Optional<ScaleParameters> read(Information parameters, ScaleParameters before) {
        ByteBuffer in = ByteBuffer.wrap(parameters.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (in.capacity() < LEAST_BYTES || (in.get(0) & 0xff) != TYPE || in.get(1) < 1
                || (in.getShort(2) & 0xffff) < LEAST_BYTES || (in.getShort(2) & 0xffff) > in.capacity()) {
            return Optional.empty();
        }
        int flags = in.getShort(4);
        if ((flags & DISABLE) != 0) {
            return Optional.of(OFF);
        }
        int hash = (flags & HASH_UNCHANGED) != 0 ? before.hashInformation : in.getInt(8);
        List<Integer> table = (flags & TABLE_UNCHANGED) != 0 ? before.table : table(in);
        Information key = (flags & KEY_UNCHANGED) != 0 ? before.key : key(in);
        boolean possible = (hash & 0xff) == TOEPLITZ && !table.isEmpty() && key.length() == KEY_BYTES;
        return possible ? Optional.of(new ScaleParameters(hash, table, key)) : Optional.empty();
    }

    private static List<Integer> table(ByteBuffer in) {
        int bytes = in.getShort(12) & 0xffff;
        int entries = bytes / Integer.BYTES;
        if (bytes % Integer.BYTES != 0 || entries > ENTRIES_MAX || !isInside(in, 16, bytes)) {
            return List.of();
        }
        List<Integer> table = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            table.add(in.getInt(in.getInt(16) + i * Integer.BYTES));
        }
        return table;
    }

    private static Information key(ByteBuffer in) {
        int bytes = in.getShort(20) & 0xffff;
        if (bytes != KEY_BYTES || !isInside(in, 24, bytes)) {
            return Information.EMPTY;
        }
        byte[] key = new byte[bytes];
        in.get(in.getInt(24), key);
        return Information.of(key);
    }

    private static boolean isInside(ByteBuffer in, int offsetField, int bytes) {
        long offset = Integer.toUnsignedLong(in.getInt(offsetField));
        return offset >= LEAST_BYTES && offset + bytes <= in.capacity();
    }
}
