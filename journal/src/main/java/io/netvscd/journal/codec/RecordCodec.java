package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;

/** A record of the vocabulary: its type id from the {@link Registry}, then its components. */
final class RecordCodec implements ValueCodec {
    private final Class<?> declared;
    /** Which type ids may stand here; filled when first asked for, by several threads alike. */
    private boolean[] fitting;

    /** @param declared the record, or the sealed interface that it must be of */
    RecordCodec(Class<?> declared) {
        this.declared = declared;
    }

    @Override
    public void write(Output output, Object value) {
        RecordTypes.Type type = RecordTypes.of(value.getClass());
        output.writeVarInt(type.id(), true);
        type.serializer().write(output, value);
    }

    @Override
    public Object read(RecordInput input) {
        return serializer(input).read(input);
    }

    /** Reads the type id. */
    RecordSerializer serializer(RecordInput input) {
        int id = input.readVarInt(true);
        RecordSerializer serializer = RecordTypes.of(id);
        if (serializer == null) {
            throw new CorruptRecord("type id " + id + " at octet " + input.position()
                    + " is not in this build's registry; a newer build may have written it");
        }
        if (!fitting()[id]) {
            throw new CorruptRecord("a " + serializer.type().getSimpleName() + " where a " + declared.getSimpleName() + " belongs");
        }
        return serializer;
    }

    private boolean[] fitting() {
        boolean[] known = fitting;
        if (known == null) {
            known = RecordTypes.fitting(declared);
            fitting = known;
        }
        return known;
    }
}
