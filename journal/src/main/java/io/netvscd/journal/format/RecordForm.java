package io.netvscd.journal.format;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.journal.codec.Limits;
import io.netvscd.journal.codec.TextPool;
import io.netvscd.journal.vocabulary.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * One record within a group: u32 length of the body, the body, u32 CRC32C of the body. The body: persistence id, writer, manifest and event
 * manifest as texts, sequence number, boot epoch, tick, monotonic ns and wall clock ms as varints, u32 serializer id, and the payload up to
 * the end. A text is a varint, twice its octets, and UTF-8; or one more than 32, and the 16 octets of a UUID in its canonical form.
 */
public final class RecordForm {
    /** Octets beside the body. */
    static final int FRAME_BYTES = 8;

    private static final int UUID_BYTES = 16;
    private static final int MAX_BYTES = Limits.RECORD_BYTES + (64 << 10);
    private static final int KEPT_BYTES = 1 << 20;
    private static final ThreadLocal<RecordForm> LOCAL = ThreadLocal.withInitial(RecordForm::new);

    private final Output output = new Output(1_024, MAX_BYTES);
    private final Input input = new Input();
    private final CRC32C crc = new CRC32C();
    private final TextPool texts = TextPool.ofTexts();
    private final TextPool uuids = TextPool.ofUuids();

    private RecordForm() {
    }

    /** The octets of an entry; they do not say where in the journal it stands. */
    public static byte[] encode(Entry entry) {
        return LOCAL.get().write(entry);
    }

    /** What the body of every record of an owner begins with, and of no other owner. */
    public static byte[] ownerMark(String persistenceId) {
        RecordForm form = LOCAL.get();
        form.output.reset();
        form.text(persistenceId);
        return form.output.toBytes();
    }

    /** Reads the record at {@code offset}; an {@link IllegalArgumentException} says what is wrong with it. */
    static Entry decode(byte[] octets, int offset, int bytes) {
        return LOCAL.get().read(octets, offset, bytes);
    }

    private byte[] write(Entry entry) {
        output.reset();
        bigEndian(0);
        text(entry.persistenceId());
        text(entry.writerUuid());
        text(entry.manifest());
        text(entry.eventManifest());
        output.writeVarLong(entry.sequenceNr(), true);
        output.writeVarLong(entry.stamp().bootEpoch(), true);
        output.writeVarLong(entry.stamp().tick(), true);
        output.writeVarLong(entry.stamp().monotonicNs(), false);
        output.writeVarLong(entry.stamp().wallClockMs(), false);
        bigEndian(entry.serializerId());
        output.writeBytes(entry.payload());
        int bodyBytes = output.position() - Integer.BYTES;
        bigEndian(sum(output.getBuffer(), Integer.BYTES, bodyBytes));
        int end = output.position();
        output.setPosition(0);
        bigEndian(bodyBytes);
        output.setPosition(end);
        byte[] octets = output.toBytes();
        if (output.getBuffer().length > KEPT_BYTES) {
            output.setBuffer(new byte[1_024], MAX_BYTES);
        }
        return octets;
    }

    private Entry read(byte[] octets, int offset, int bytes) {
        int bodyBytes = bytes - FRAME_BYTES;
        input.setBuffer(octets, offset + Integer.BYTES + bodyBytes, Integer.BYTES);
        if (Integer.reverseBytes(input.readInt()) != sum(octets, offset + Integer.BYTES, bodyBytes)) {
            throw new IllegalArgumentException("its CRC32C does not match");
        }
        input.setBuffer(octets, offset + Integer.BYTES, bodyBytes);
        try {
            String owner = text(octets);
            String writer = text(octets);
            String manifest = text(octets);
            String eventManifest = text(octets);
            long sequenceNr = input.readVarLong(true);
            Stamp stamp = new Stamp(input.readVarLong(true), input.readVarLong(true), input.readVarLong(false), input.readVarLong(false));
            int serializerId = Integer.reverseBytes(input.readInt());
            byte[] payload = input.readBytes(input.limit() - input.position());
            return new Entry(owner, sequenceNr, writer, serializerId, manifest, eventManifest, stamp, payload);
        } catch (KryoException e) {
            throw new IllegalArgumentException("shorter than its own lengths say", e);
        }
    }

    /** Kryo writes the lowest octet first. */
    private void bigEndian(int value) {
        output.writeInt(Integer.reverseBytes(value));
    }

    private void text(String text) {
        long[] uuid = UuidText.parse(text);
        if (uuid != null) {
            output.writeVarInt(2 * UUID_BYTES + 1, true);
            output.writeLong(Long.reverseBytes(uuid[0]));
            output.writeLong(Long.reverseBytes(uuid[1]));
        } else {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            output.writeVarInt(2 * octets.length, true);
            output.writeBytes(octets);
        }
    }

    private String text(byte[] octets) {
        int head = input.readVarInt(true);
        int length = head >>> 1;
        boolean isUuid = (head & 1) != 0;
        if (length > input.limit() - input.position() || isUuid && length != UUID_BYTES) {
            throw new IllegalArgumentException("a text of " + length + " octets, where " + (input.limit() - input.position())
                    + " are left");
        }
        String text = (isUuid ? uuids : texts).of(octets, input.position(), length);
        input.setPosition(input.position() + length);
        return text;
    }

    private int sum(byte[] octets, int offset, int length) {
        crc.reset();
        crc.update(octets, offset, length);
        return (int) crc.getValue();
    }
}
