package io.netvscd.journal.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of the database, big endian so that LevelDB's order is ours. What stands beside the records sorts behind the groups, so that a
 * table of LevelDB's never spans older groups than its own, and merging tables does not write old groups anew.
 *
 * <p>{@code G} u64 position of its last record: a group; {@code J} u16 length, persistence id, u64 last sequence number in a chapter: the
 * groups that hold the owner's records; {@code T} u64 last position: a chapter; {@code H} u64 position before it: a cut; {@code S} u16
 * length, persistence id, u64 sequence number, u64 time: a snapshot; {@code P} u64 number: a pin; {@code D} u16 length, persistence id: up to
 * where its owner deleted it; {@code M} name: counters of the store. Format 1: {@code R} u64 position: a record; {@code I} u16 length,
 * persistence id, u64 sequence number: its position.
 */
public final class Keys {
    /** {@code M epoch}: u64, the number of times a daemon started on this journal. */
    public static final byte[] EPOCH = "Mepoch".getBytes(StandardCharsets.US_ASCII);

    /** {@code M standing}: the {@link Standing}. */
    public static final byte[] STANDING = "Mstanding".getBytes(StandardCharsets.US_ASCII);

    /** {@code M states}: u64, the position up to which owners have snapshots at the ends of chapters. */
    public static final byte[] STATES = "Mstates".getBytes(StandardCharsets.US_ASCII);

    /** What a key is of: its first octet. */
    public enum Kind {
        GROUP('G'),
        OWNER_INDEX('J'),
        CHAPTER('T'),
        CUT('H'),
        SNAPSHOT('S'),
        PIN('P'),
        DELETED('D'),
        RECORD_V1('R'),
        INDEX_V1('I');

        private final byte first;

        Kind(char first) {
            this.first = (byte) first;
        }

        /** Whether a key is of this kind. */
        public boolean holds(byte[] key) {
            return key.length > 0 && key[0] == first;
        }

        /** Sorts before every key of this kind. */
        public byte[] start() {
            return new byte[] {first};
        }
    }

    private static final int NUMBERED_BYTES = 1 + Long.BYTES;

    private Keys() {
    }

    public static byte[] record(long position) {
        return numbered(Kind.RECORD_V1, position);
    }

    public static byte[] group(long lastPosition) {
        return numbered(Kind.GROUP, lastPosition);
    }

    public static byte[] chapter(long lastPosition) {
        return numbered(Kind.CHAPTER, lastPosition);
    }

    public static byte[] cut(long positionBefore) {
        return numbered(Kind.CUT, positionBefore);
    }

    public static byte[] pin(long number) {
        return numbered(Kind.PIN, number);
    }

    private static byte[] numbered(Kind kind, long number) {
        return ByteBuffer.allocate(NUMBERED_BYTES).put(kind.first).putLong(number).array();
    }

    /** Whether a key is one octet of a kind and a number, as those of records, groups, chapters, cuts and pins are. */
    public static boolean isNumbered(byte[] key) {
        return key.length == NUMBERED_BYTES;
    }

    /** The key of an owner's first record in format 1 from a sequence number on. */
    public static byte[] index(String persistenceId, long sequenceNr) {
        return owned(Kind.INDEX_V1, persistenceId, Long.BYTES).putLong(sequenceNr).array();
    }

    public static byte[] ownerIndex(String persistenceId, long lastSequenceNr) {
        return owned(Kind.OWNER_INDEX, persistenceId, Long.BYTES).putLong(lastSequenceNr).array();
    }

    public static byte[] deleted(String persistenceId) {
        return owned(Kind.DELETED, persistenceId, 0).array();
    }

    public static byte[] snapshot(String persistenceId, long sequenceNr, long timestampMs) {
        return owned(Kind.SNAPSHOT, persistenceId, 2 * Long.BYTES).putLong(sequenceNr).putLong(timestampMs).array();
    }

    /** The persistence id within a key that is led by one. */
    public static String owner(byte[] key) {
        return new String(key, 3, ByteBuffer.wrap(key).getShort(1), StandardCharsets.UTF_8);
    }

    /** Whether two keys have all but their last {@code suffixBytes} in common: same kind, same persistence id. */
    public static boolean sameOwner(byte[] key, byte[] other, int suffixBytes) {
        return key.length == other.length
                && Arrays.equals(key, 0, key.length - suffixBytes, other, 0, other.length - suffixBytes);
    }

    /** The u64 at the end of a key or a value. */
    public static long lastNumber(byte[] octets) {
        return number(octets, Long.BYTES);
    }

    /** The u64 that starts {@code fromEnd} octets before the end. */
    public static long number(byte[] octets, int fromEnd) {
        return ByteBuffer.wrap(octets).getLong(octets.length - fromEnd);
    }

    public static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static ByteBuffer owned(Kind kind, String persistenceId, int suffixBytes) {
        byte[] id = persistenceId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + id.length + suffixBytes).put(kind.first).putShort((short) id.length).put(id);
    }
}
