package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.HashMap;
import java.util.Map;

/** A constant by its name, so that constants may be put in any order. */
final class EnumCodec implements ValueCodec {
    private final Class<?> type;
    private final Map<String, Object> constants = new HashMap<>();

    EnumCodec(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        TextCodec.TEXT.write(kryo, output, ((Enum<?>) value).name());
    }

    @Override
    public Object read(Kryo kryo, Input input) {
        Object name = TextCodec.TEXT.read(kryo, input);
        Object constant = constants.get(name);
        if (constant == null) {
            throw new CorruptRecord(type.getSimpleName() + " has no constant '" + name + "'");
        }
        return constant;
    }
}
