package io.netvscd.journal.format;

import io.netvscd.journal.codec.Limits;
import io.netvscd.journal.codec.TextPool;
import io.netvscd.journal.vocabulary.Stamp;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The octets of one record in format 1, and of a snapshot in both, big endian: u8 version, u64 position, 16 octets hash of the previous
 * envelope, u64 boot epoch, u64 tick, u64 monotonic ns, u64 wall clock ms, u64 sequence number, u32 serializer id, then persistence id,
 * writer, manifest and event manifest (u16 length and UTF-8 each), payload (u32 length and octets), u32 CRC32C of all that.
 */
public final class Envelope {
    static final byte VERSION = 1;

    private static final int FIXED_BYTES = 1 + 8 + Head.HASH_BYTES + 5 * 8 + 4 + 4 * 2 + 4 + 4;
    private static final int SUM_BYTES = 4;

    private Envelope() {
    }

    /** The octets of an envelope; a snapshot has its time where a record has its position. */
    public static byte[] encode(long position, byte[] previousHash, Entry entry) {
        byte[] owner = text(entry.persistenceId());
        byte[] writer = text(entry.writerUuid());
        byte[] manifest = text(entry.manifest());
        byte[] eventManifest = text(entry.eventManifest());
        byte[] octets = new byte[FIXED_BYTES + owner.length + writer.length + manifest.length + eventManifest.length
                + entry.payload().length];
        Stamp stamp = entry.stamp();
        ByteBuffer buffer = ByteBuffer.wrap(octets)
                .put(VERSION)
                .putLong(position)
                .put(previousHash)
                .putLong(stamp.bootEpoch())
                .putLong(stamp.tick())
                .putLong(stamp.monotonicNs())
                .putLong(stamp.wallClockMs())
                .putLong(entry.sequenceNr())
                .putInt(entry.serializerId());
        buffer.putShort((short) owner.length).put(owner);
        buffer.putShort((short) writer.length).put(writer);
        buffer.putShort((short) manifest.length).put(manifest);
        buffer.putShort((short) eventManifest.length).put(eventManifest);
        buffer.putInt(entry.payload().length).put(entry.payload());
        buffer.putInt(sum(octets));
        return octets;
    }

    /** Reads an envelope whose place in the order is known; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Entry decode(long position, byte[] octets) {
        check(position, octets);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(octets, 0, octets.length - SUM_BYTES).position(9 + Head.HASH_BYTES);
            Stamp stamp = new Stamp(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
            long sequenceNr = buffer.getLong();
            int serializerId = buffer.getInt();
            String owner = text(buffer);
            String writer = text(buffer);
            String manifest = text(buffer);
            String eventManifest = text(buffer);
            byte[] payload = new byte[length(buffer.getInt(), buffer)];
            buffer.get(payload);
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException(buffer.remaining() + " octets follow the payload");
            }
            return new Entry(owner, sequenceNr, writer, serializerId, manifest, eventManifest, stamp, payload);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("shorter than its own lengths say", e);
        }
    }

    /** Whether the envelope follows the one with this hash. */
    public static boolean follows(byte[] octets, byte[] hash) {
        return Arrays.equals(octets, 9, 9 + Head.HASH_BYTES, hash, 0, Head.HASH_BYTES);
    }

    private static final ThreadLocal<TextPool> TEXTS = ThreadLocal.withInitial(TextPool::ofTexts);

    private static void check(long position, byte[] octets) {
        if (octets.length < FIXED_BYTES) {
            throw new IllegalArgumentException("only " + octets.length + " octets");
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        if (buffer.getInt(octets.length - SUM_BYTES) != sum(octets)) {
            throw new IllegalArgumentException("its CRC32C does not match");
        }
        if (octets[0] != VERSION) {
            throw new IllegalArgumentException("envelope version " + octets[0] + "; this build reads " + VERSION);
        }
        if (buffer.getLong(1) != position) {
            throw new IllegalArgumentException("it was written as position " + buffer.getLong(1));
        }
    }

    private static int sum(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets, 0, octets.length - SUM_BYTES);
        return (int) crc.getValue();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer buffer) {
        int length = length(buffer.getShort(), buffer);
        String text = TEXTS.get().of(buffer.array(), buffer.position(), length);
        buffer.position(buffer.position() + length);
        return text;
    }

    private static int length(int length, ByteBuffer buffer) {
        if (length < 0 || length > Math.min(buffer.remaining(), Limits.RECORD_BYTES)) {
            throw new IllegalArgumentException("a length of " + length + " where " + buffer.remaining() + " octets are left");
        }
        return length;
    }
}
