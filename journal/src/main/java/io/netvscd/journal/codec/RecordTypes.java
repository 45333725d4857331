package io.netvscd.journal.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The serializers of all records in the {@link Registry}, shared by all threads. */
final class RecordTypes {
    /** A record and its number. */
    record Type(int id, RecordSerializer serializer) {
    }

    private static final List<Type> ALL = new ArrayList<>();
    private static final Map<Class<?>, Type> BY_CLASS = new HashMap<>();
    /** The same, at hand in the class itself. */
    private static final ClassValue<Type> OF_CLASS = new ClassValue<>() {
        @Override
        protected Type computeValue(Class<?> type) {
            return BY_CLASS.get(type);
        }
    };
    private static final RecordSerializer[] BY_ID = new RecordSerializer[Collections.max(Registry.types().keySet()) + 1];

    static {
        Registry.types().forEach((id, type) -> {
            if (type.isRecord()) {
                Type each = new Type(id, new RecordSerializer(RecordShape.of(type)));
                ALL.add(each);
                BY_CLASS.put(type, each);
                BY_ID[id] = each.serializer();
            }
        });
    }

    private RecordTypes() {
    }

    static List<Type> all() {
        return ALL;
    }

    /** The serializer of a number, null where no record has it. */
    static RecordSerializer of(int id) {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
    }

    /** For each number, whether its record may stand where this type is declared. */
    static boolean[] fitting(Class<?> declared) {
        boolean[] fitting = new boolean[BY_ID.length];
        ALL.forEach(type -> fitting[type.id()] = declared.isAssignableFrom(type.serializer().type()));
        return fitting;
    }

    /** The number and the serializer of a record's class. */
    static Type of(Class<?> type) {
        Type found = OF_CLASS.get(type);
        if (found == null) {
            throw new IllegalArgumentException(type + " is not in the registry");
        }
        return found;
    }
}
