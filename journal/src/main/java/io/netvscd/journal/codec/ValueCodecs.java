package io.netvscd.journal.codec;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.OwnerId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** Finds the codec of a component by its declared type. */
final class ValueCodecs {
    private ValueCodecs() {
    }

    static ValueCodec of(Type type) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == List.class) {
            return new ListCodec(of(parameterized.getActualTypeArguments()[0]));
        }
        if (type == boolean.class) {
            return NumberCodecs.BOOLEAN;
        } else if (type == int.class) {
            return NumberCodecs.INT;
        } else if (type == long.class) {
            return NumberCodecs.LONG;
        } else if (type == String.class) {
            return TextCodec.TEXT;
        } else if (type == MacAddress.class) {
            return OctetCodecs.MAC;
        } else if (type == Bytes.class) {
            return OctetCodecs.BYTES;
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            return new EnumCodec(plain);
        } else if (type instanceof Class<?> plain && (plain.isRecord() || plain.isSealed())) {
            return plain == OwnerId.class || plain == Checkpoint.class ? new PooledCodec(new RecordCodec(plain)) : new RecordCodec(plain);
        }
        throw new IllegalArgumentException("the journal has no form for a component of type " + type.getTypeName());
    }
}
