package io.netvscd.journal.export;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types whose values are texts in JSON: text, constants, and every type with a public static {@code parse(String)} that gives one. */
final class TextTypes {
    private static final ClassValue<Optional<MethodHandle>> PARSERS = new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
            try {
                return Optional.of(MethodHandles.publicLookup().findStatic(type, "parse", MethodType.methodType(type, String.class))
                        .asType(MethodType.methodType(Object.class, String.class)));
            } catch (ReflectiveOperationException none) {
                return Optional.empty();
            }
        }
    };

    private static final ClassValue<Map<String, Object>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(constant -> ((Enum<?>) constant).name(), constant -> constant));
        }
    };

    private TextTypes() {
    }

    static boolean has(Type type) {
        return type instanceof Class<?> plain && (plain == String.class || plain.isEnum() || PARSERS.get(plain).isPresent());
    }

    static String write(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /** The value of a text; an {@link IllegalArgumentException} says what is wrong with it. */
    static Object read(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        } else if (type.isEnum()) {
            return constant(type, text);
        }
        try {
            return PARSERS.get(type).orElseThrow().invokeExact(text);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Object constant(Class<?> type, String name) {
        Object constant = CONSTANTS.get(type).get(name);
        if (constant == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no constant '" + name + "'");
        }
        return constant;
    }
}
