package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;

/** Transition records and gaps to octets and back. Safe for use by many threads: each has its own Kryo. */
public final class JournalCodec {
    /** Identifies this codec to Akka and in every stored envelope. */
    public static final int SERIALIZER_ID = 0x6e76_6a01;
    /** The manifest of a {@link TransitionRecord}, with the version of its form. */
    public static final String TRANSITION = "T:1";
    /** The manifest of a {@link JournalGap}. */
    public static final String GAP = "G:1";

    private static final RecordTable TABLE = RegistryTable.TABLE;
    private static final int INITIAL_BYTES = 512;
    private static final ThreadLocal<JournalCodec> LOCAL = ThreadLocal.withInitial(JournalCodec::new);

    private final Kryo kryo = new Kryo();
    private final Output output = new Output(INITIAL_BYTES, Limits.RECORD_BYTES);
    private final RecordInput input = new RecordInput();

    private JournalCodec() {
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        kryo.setMaxDepth(Limits.DEPTH);
        TABLE.types().forEach((number, type) -> {
            if (type.isRecord()) {
                kryo.register(type, new RecordSerializer(TABLE, number), number);
            }
        });
    }

    /** The octets of a record; {@link CorruptRecord} where it is beyond the {@link Limits}. */
    public static byte[] encode(TransitionRecord transition) {
        return LOCAL.get().write(transition);
    }

    /** The octets of a gap. */
    public static byte[] encode(JournalGap gap) {
        return LOCAL.get().write(gap);
    }

    /** Reads a record; {@link CorruptRecord} for anything else. */
    public static TransitionRecord decodeTransition(byte[] octets) {
        return LOCAL.get().read(octets, TransitionRecord.class);
    }

    /** Reads a gap; {@link CorruptRecord} for anything else. */
    public static JournalGap decodeGap(byte[] octets) {
        return LOCAL.get().read(octets, JournalGap.class);
    }

    private byte[] write(Record value) {
        output.reset();
        try {
            output.writeVarInt(TABLE.number(value.getClass()), true);
            kryo.writeObject(output, value);
            return output.toBytes();
        } catch (KryoException e) {
            kryo.reset();
            throw new CorruptRecord("a " + value.getClass().getSimpleName() + " is beyond the limits: " + e.getMessage(), e);
        } finally {
            shrink();
        }
    }

    private <T> T read(byte[] octets, Class<T> type) {
        if (octets.length > Limits.RECORD_BYTES) {
            throw new CorruptRecord("a record of " + octets.length + " octets; at most " + Limits.RECORD_BYTES + " are read");
        }
        input.begin(octets);
        try {
            Object value = readAny();
            if (!type.isInstance(value)) {
                throw new CorruptRecord("a " + value.getClass().getSimpleName() + " where a " + type.getSimpleName() + " belongs");
            }
            if (input.position() != octets.length) {
                throw new CorruptRecord((octets.length - input.position()) + " octets follow the record");
            }
            return type.cast(value);
        } catch (CorruptRecord e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CorruptRecord("unreadable at octet " + input.position() + " of " + octets.length + ": " + e.getMessage(), e);
        } finally {
            kryo.reset();
        }
    }

    private Object readAny() {
        int number = input.readVarInt(true);
        if (!TABLE.isRecord(number)) {
            throw TABLE.misfit(number, Record.class, input);
        }
        Class<?> type = kryo.getRegistration(number).getType();
        return kryo.readObject(input, type);
    }

    /** One huge record must not keep its buffer for the life of the thread. */
    private void shrink() {
        if (output.getBuffer().length > 1 << 20) {
            output.setBuffer(new byte[INITIAL_BYTES], Limits.RECORD_BYTES);
        }
    }
}
