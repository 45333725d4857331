package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** A record of the vocabulary: its type id from the {@link Registry}, then its components. */
final class RecordCodec implements ValueCodec {
    private final Class<?> declared;

    /** @param declared the record, or the sealed interface that it must be of */
    RecordCodec(Class<?> declared) {
        this.declared = declared;
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        Registration registration = kryo.getRegistration(value.getClass());
        output.writeVarInt(registration.getId(), true);
        kryo.writeObject(output, value, registration.getSerializer());
    }

    @Override
    public Object read(Kryo kryo, Input input) {
        int id = input.readVarInt(true);
        Registration registration = Registry.holds(id) ? kryo.getRegistration(id) : null;
        if (registration == null) {
            throw new CorruptRecord("type id " + id + " at octet " + input.position()
                    + " is not in this build's registry; a newer build may have written it");
        }
        Class<?> type = registration.getType();
        if (!declared.isAssignableFrom(type)) {
            throw new CorruptRecord("a " + type.getSimpleName() + " where a " + declared.getSimpleName() + " belongs");
        }
        return kryo.readObject(input, type, registration.getSerializer());
    }
}
