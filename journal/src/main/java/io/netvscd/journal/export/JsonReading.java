package io.netvscd.journal.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.codec.Limits;
import io.netvscd.journal.codec.RecordShape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way back from {@link JsonForm}. A member that is missing is 0, false, null or an empty list, one that is unknown is skipped;
 * anything else that does not fit is a {@link CorruptRecord} that names the path.
 */
final class JsonReading {
    /** Where in a line something stands; its text is made only for who is told of it. */
    record Place(Place within, String member, int index) {
        static final Place LINE = new Place(null, "", -1);

        Place member(String name) {
            return new Place(this, name, -1);
        }

        Place element(int number) {
            return new Place(this, null, number);
        }

        @Override
        public String toString() {
            return within == null ? "" : within + (member == null ? "[" + index + ']' : '.' + member);
        }
    }

    private JsonReading() {
    }

    static Object read(Type declared, JsonNode node, Place path) {
        if (declared == boolean.class || declared == int.class || declared == long.class) {
            return readNumber(declared, node, path);
        } else if (declared == Integer.class || declared == Long.class) {
            return readNumber(declared == Integer.class ? int.class : long.class, node, path);
        } else if (JsonForm.isList(declared)) {
            return collection(declared, readList(declared, node, path));
        } else if (JsonForm.isMap(declared)) {
            return readMap(declared, node, path);
        } else if (node == null || node.isNull()) {
            return null;
        } else if (TextTypes.has(declared)) {
            expect(node.isTextual(), "a text", node, path);
            return readText((Class<?>) declared, node.textValue(), path);
        }
        expect(node.isObject(), "an object", node, path);
        return readRecord((Class<?>) declared, node, path);
    }

    private static Object readNumber(Type declared, JsonNode node, Place path) {
        if (declared == boolean.class) {
            expect(node == null || node.isBoolean(), "true or false", node, path);
            return node != null && node.booleanValue();
        }
        boolean isInt = declared == int.class;
        boolean fits = node == null || node.isIntegralNumber() && (isInt ? node.canConvertToInt() : node.canConvertToLong());
        expect(fits, isInt ? "a 32-bit number" : "a 64-bit number", node, path);
        long value = node == null ? 0 : node.longValue();
        return isInt ? (Object) (int) value : (Object) value;
    }

    private static List<Object> readList(Type declared, JsonNode node, Place path) {
        expect(node == null || node.isArray(), "an array", node, path);
        List<Object> list = new ArrayList<>();
        int size = node == null ? 0 : node.size();
        expect(size <= Limits.LIST_ELEMENTS, "at most " + Limits.LIST_ELEMENTS + " elements", node, path);
        for (int i = 0; i < size; i++) {
            list.add(read(JsonForm.element(declared), node.get(i), path.element(i)));
        }
        return list;
    }

    private static Object collection(Type declared, List<Object> list) {
        Class<?> raw = (Class<?>) ((ParameterizedType) declared).getRawType();
        return raw == List.class ? list : raw == SortedSet.class ? new TreeSet<>(list) : new LinkedHashSet<>(list);
    }

    private static Map<Object, Object> readMap(Type declared, JsonNode node, Place path) {
        expect(node == null || node.isArray(), "an array", node, path);
        boolean isSorted = ((ParameterizedType) declared).getRawType() == SortedMap.class;
        Map<Object, Object> map = isSorted ? new TreeMap<>() : new LinkedHashMap<>();
        int size = node == null ? 0 : node.size();
        expect(size <= Limits.LIST_ELEMENTS, "at most " + Limits.LIST_ELEMENTS + " pairs", node, path);
        for (int i = 0; i < size; i++) {
            Place place = path.element(i);
            expect(node.get(i).isArray() && node.get(i).size() == 2, "a pair", node.get(i), place);
            map.put(read(JsonForm.element(declared), node.get(i).get(0), place),
                    read(JsonForm.mapped(declared), node.get(i).get(1), place));
        }
        return map;
    }

    private static Object readText(Class<?> declared, String text, Place path) {
        try {
            return TextTypes.read(declared, text);
        } catch (IllegalArgumentException e) {
            throw new CorruptRecord(path + ": " + e.getMessage(), e);
        }
    }

    private static Object readRecord(Class<?> declared, JsonNode node, Place path) {
        RecordShape shape = JsonForm.isOpen(declared) ? named(declared, node.path(JsonForm.TYPE), path) : JsonForm.shape(declared);
        List<RecordShape.Component> components = shape.components();
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            RecordShape.Component component = components.get(i);
            values[i] = read(component.type(), node.get(component.name()), path.member(component.name()));
        }
        return shape.make(values);
    }

    private static RecordShape named(Class<?> declared, JsonNode name, Place path) {
        RecordShape shape = JsonForm.shape(name.asText());
        if (shape == null || !declared.isAssignableFrom(shape.type())) {
            throw misfit("a " + declared.getSimpleName(), name, path.member(JsonForm.TYPE));
        }
        return shape;
    }

    private static void expect(boolean fits, String what, JsonNode found, Place path) {
        if (!fits) {
            throw misfit(what, found, path);
        }
    }

    private static CorruptRecord misfit(String what, JsonNode found, Place path) {
        String text = String.valueOf(found);
        return new CorruptRecord(path + ": " + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + " where " + what + " belongs");
    }
}
