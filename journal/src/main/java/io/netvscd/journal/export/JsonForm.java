package io.netvscd.journal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netvscd.journal.codec.RecordShape;
import io.netvscd.journal.codec.Registry;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How the vocabulary looks in JSON: a record is an object of its components in their order, with {@code type}, its simple name, in front
 * where several types may stand; addresses, owners and constants are texts; octets are hex; sets are arrays, and maps are arrays of pairs;
 * null is null.
 */
final class JsonForm {
    /** The member that names the type where several may stand. */
    static final String TYPE = "type";

    private static final Map<String, RecordShape> BY_NAME = new HashMap<>();
    private static final ClassValue<RecordShape> BY_TYPE = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return RecordShape.of(type);
        }
    };

    static {
        for (Class<?> type : Registry.types().values()) {
            if (type.isRecord()) {
                if (BY_NAME.put(type.getSimpleName(), shape(type)) != null) {
                    throw new IllegalStateException("two types are called " + type.getSimpleName());
                }
            }
        }
    }

    private JsonForm() {
    }

    /** The shape of a stored type, null for a name that is none. */
    static RecordShape shape(String simpleName) {
        return BY_NAME.get(simpleName);
    }

    static RecordShape shape(Class<?> type) {
        return BY_TYPE.get(type);
    }

    /** Whether values of this type are arrays of one type of element in JSON. */
    static boolean isList(Type type) {
        return isA(type, Collection.class);
    }

    static boolean isMap(Type type) {
        return isA(type, Map.class);
    }

    private static boolean isA(Type type, Class<?> raw) {
        return type instanceof ParameterizedType parameterized && raw.isAssignableFrom((Class<?>) parameterized.getRawType());
    }

    /** The type of the elements of a collection, of the keys of a map. */
    static Type element(Type collection) {
        return ((ParameterizedType) collection).getActualTypeArguments()[0];
    }

    /** The type of the values of a map. */
    static Type mapped(Type map) {
        return ((ParameterizedType) map).getActualTypeArguments()[1];
    }

    /** Whether several types may stand where this one is declared. */
    static boolean isOpen(Type type) {
        return type instanceof Class<?> plain && plain.isSealed();
    }

    static void write(JsonGenerator json, Type declared, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (TextTypes.has(declared)) {
            json.writeString(TextTypes.write(value));
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Collection<?> collection) {
            json.writeStartArray();
            for (Object each : collection) {
                write(json, element(declared), each);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartArray();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.writeStartArray();
                write(json, element(declared), each.getKey());
                write(json, mapped(declared), each.getValue());
                json.writeEndArray();
            }
            json.writeEndArray();
        } else {
            writeRecord(json, isOpen(declared), value);
        }
    }

    private static void writeRecord(JsonGenerator json, boolean named, Object value) throws IOException {
        json.writeStartObject();
        if (named) {
            json.writeStringField(TYPE, value.getClass().getSimpleName());
        }
        for (RecordShape.Component component : shape(value.getClass()).components()) {
            json.writeFieldName(component.name());
            write(json, component.type(), component.of(value));
        }
        json.writeEndObject();
    }
}
