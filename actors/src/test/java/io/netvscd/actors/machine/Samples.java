package io.netvscd.actors.machine;

import io.netvscd.journal.vocabulary.Bytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes one instance of any type of the vocabulary: numbers are 1, words are "x", lists are empty. */
public final class Samples {
    private Samples() {
    }

    /** Every record below a sealed interface, in the order of the source. */
    public static <T> List<Class<? extends T>> leaves(Class<T> sealed) {
        List<Class<? extends T>> leaves = new ArrayList<>();
        for (Class<?> sub : sealed.getPermittedSubclasses()) {
            if (sub.isSealed()) {
                leaves.addAll(leaves(sub.asSubclass(sealed)));
            } else {
                leaves.add(sub.asSubclass(sealed));
            }
        }
        return leaves;
    }

    /** An instance of {@code type}. */
    public static <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private static Object value(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == boolean.class || type == Boolean.class) {
            return false;
        }
        if (type == String.class) {
            return "x";
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Bytes.class) {
            return Bytes.of((byte) 1);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return value(leaves(type).get(0));
        }
        if (type.isRecord()) {
            return newRecord(type);
        }
        throw new IllegalArgumentException("no sample for " + type + ": teach Samples about it");
    }

    private static Object newRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(Arrays.stream(types).map(Samples::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no sample for " + type, e);
        }
    }
}
