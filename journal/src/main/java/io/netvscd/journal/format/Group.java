package io.netvscd.journal.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Records that follow one another, as one value: u8 format (2), u64 position of the first, u32 number of records, 16 octets hash of the group
 * before (of the envelope, where format 1 ends); then the records in their {@linkplain RecordForm form}. All big endian.
 */
public final class Group {
    /** The format that this one came with. */
    public static final byte VERSION = 2;
    /** A commit is cut into groups of about this size, so that one record can be read without many others. */
    public static final int OCTETS = 64 << 10;

    private static final int HEADER_BYTES = 1 + 8 + 4 + Head.HASH_BYTES;
    private static final int HASH_OFFSET = 1 + 8 + 4;

    private final byte[] octets;
    private final long firstPosition;
    private final int records;
    private int at = HEADER_BYTES;
    private int taken;

    private Group(byte[] octets, long firstPosition, int records) {
        this.octets = octets;
        this.firstPosition = firstPosition;
        this.records = records;
    }

    /** The octets of a group; {@code records} are those of {@link RecordForm#encode}. */
    public static byte[] encode(Head before, List<byte[]> records) {
        int bytes = HEADER_BYTES;
        for (byte[] each : records) {
            bytes += each.length;
        }
        ByteBuffer group = ByteBuffer.allocate(bytes).put(VERSION).putLong(before.position() + 1).putInt(records.size()).put(before.hash());
        records.forEach(group::put);
        return group.array();
    }

    /** Begins to read the group whose last record has this position; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Group open(long lastPosition, byte[] octets) {
        try {
            ByteBuffer header = ByteBuffer.wrap(octets);
            byte version = header.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("group format " + version + "; this build reads " + VERSION);
            }
            long first = header.getLong();
            int records = header.getInt();
            if (octets.length < HEADER_BYTES || records < 1 || first + records - 1 != lastPosition) {
                throw new IllegalArgumentException("a group of " + records + " records from position " + first + " on, which ends at "
                        + lastPosition);
            }
            return new Group(octets, first, records);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a group of only " + octets.length + " octets", e);
        }
    }

    public long firstPosition() {
        return firstPosition;
    }

    /** Whether this group follows the one with this hash. */
    public boolean follows(byte[] hash) {
        return Arrays.equals(octets, HASH_OFFSET, HASH_OFFSET + Head.HASH_BYTES, hash, 0, Head.HASH_BYTES);
    }

    /** The hash chain's head with this group as its last. */
    public Head head() {
        return Head.after(firstPosition + records - 1, octets);
    }

    /** Whether {@link #next} has not given all records yet. */
    public boolean hasNext() {
        return taken < records;
    }

    /** The position of the record that {@link #next} gives. */
    public long nextPosition() {
        return firstPosition + taken;
    }

    /** Whether the next record is of the owner whose id {@link RecordForm#ownerMark} made this mark of. */
    public boolean isNextOf(byte[] ownerMark) {
        int start = at + Integer.BYTES;
        int end = start + ownerMark.length;
        return end <= octets.length && Arrays.equals(octets, start, end, ownerMark, 0, ownerMark.length);
    }

    /** Passes over the next record without a look at it. */
    public void skip() {
        at += nextBytes();
        taken++;
    }

    private int nextBytes() {
        int left = octets.length - at;
        int bodyBytes = left < RecordForm.FRAME_BYTES ? -1 : ByteBuffer.wrap(octets).getInt(at);
        if (bodyBytes < 0 || bodyBytes > left - RecordForm.FRAME_BYTES) {
            throw new IllegalArgumentException("a record of " + bodyBytes + " octets, where its group has " + left + " left");
        }
        return bodyBytes + RecordForm.FRAME_BYTES;
    }

    /** The next record; an {@link IllegalArgumentException} says what is wrong with it, and then there are no more. */
    public Entry next() {
        int bytes = nextBytes();
        Entry entry = RecordForm.decode(octets, at, bytes);
        at += bytes;
        taken++;
        if (taken == records && at != octets.length) {
            throw new IllegalArgumentException((octets.length - at) + " octets follow the group's last record");
        }
        return entry;
    }
}
