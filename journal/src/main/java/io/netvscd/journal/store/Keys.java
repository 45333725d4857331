package io.netvscd.journal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of the database, big endian so that LevelDB's order is ours: {@code R} u64 position: a record; {@code I} u16 length,
 * persistence id, u64 sequence number: its position; {@code D} u16 length, persistence id: up to where its owner deleted it; {@code S}
 * u16 length, persistence id, u64 sequence number, u64 time: a snapshot; {@code M} name: counters of the store.
 */
final class Keys {
    /** {@code M epoch}: u64, the number of times a daemon started on this journal. */
    static final byte[] EPOCH = "Mepoch".getBytes(StandardCharsets.US_ASCII);

    /** {@code M anchor}: u64 and 16 octets, position and hash of the last record that retention took away. */
    static final byte[] ANCHOR = "Manchor".getBytes(StandardCharsets.US_ASCII);

    private static final byte RECORD = 'R';
    private static final byte INDEX = 'I';
    private static final byte DELETED = 'D';
    private static final byte SNAPSHOT = 'S';

    private Keys() {
    }

    static byte[] record(long position) {
        return ByteBuffer.allocate(9).put(RECORD).putLong(position).array();
    }

    static boolean isRecord(byte[] key) {
        return key.length == 9 && key[0] == RECORD;
    }

    static boolean isRecordRange(byte[] key) {
        return key.length > 0 && key[0] == RECORD;
    }

    static byte[] index(String persistenceId, long sequenceNr) {
        return owned(INDEX, persistenceId, Long.BYTES).putLong(sequenceNr).array();
    }

    static byte[] deleted(String persistenceId) {
        return owned(DELETED, persistenceId, 0).array();
    }

    static boolean isDeleted(byte[] key) {
        return key.length > 3 && key[0] == DELETED;
    }

    /** Where the marks of deletion begin. */
    static byte[] firstDeleted() {
        return new byte[] {DELETED};
    }

    /** The persistence id within a key that is led by one. */
    static String owner(byte[] key) {
        return new String(key, 3, ByteBuffer.wrap(key).getShort(1), StandardCharsets.UTF_8);
    }

    static byte[] snapshot(String persistenceId, long sequenceNr, long timestampMs) {
        return owned(SNAPSHOT, persistenceId, 2 * Long.BYTES).putLong(sequenceNr).putLong(timestampMs).array();
    }

    /** Whether two keys have all but their last {@code suffixBytes} in common: same kind, same persistence id. */
    static boolean sameOwner(byte[] key, byte[] other, int suffixBytes) {
        return key.length == other.length
                && Arrays.equals(key, 0, key.length - suffixBytes, other, 0, other.length - suffixBytes);
    }

    /** The u64 that starts {@code fromEnd} octets before the end. */
    static long number(byte[] octets, int fromEnd) {
        return ByteBuffer.wrap(octets).getLong(octets.length - fromEnd);
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static ByteBuffer owned(byte kind, String persistenceId, int suffixBytes) {
        byte[] id = persistenceId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + id.length + suffixBytes).put(kind).putShort((short) id.length).put(id);
    }
}
