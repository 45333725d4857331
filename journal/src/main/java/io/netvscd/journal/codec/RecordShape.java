package io.netvscd.journal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * The components of any record: their names and types, how to read them and how to make the record anew. By reflection, for what looks into
 * records of every kind; for the octets of the journal each stored record has a codec of its own.
 */
public final class RecordShape {
    /** One component. */
    public static final class Component {
        private final String name;
        private final Type type;
        private final Method accessor;

        private Component(RecordComponent declared) {
            name = declared.getName();
            type = declared.getGenericType();
            accessor = declared.getAccessor();
            accessor.setAccessible(true);
        }

        public String name() {
            return name;
        }

        /** The type as declared, with the element type of a list. */
        public Type type() {
            return type;
        }

        /** The component's value in {@code owner}; numbers and truth values boxed. */
        public Object of(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor + " cannot be called", e);
            }
        }
    }

    private final Class<?> type;
    private final List<Component> components;
    private final Constructor<?> constructor;

    private RecordShape(Class<?> type, List<Component> components, Constructor<?> constructor) {
        this.type = type;
        this.components = components;
        this.constructor = constructor;
    }

    /** The shape of a record. */
    public static RecordShape of(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordShape(type, Arrays.stream(declared).map(Component::new).toList(), constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no constructor of its components", e);
        }
    }

    public Class<?> type() {
        return type;
    }

    public List<Component> components() {
        return components;
    }

    /** A new record; a {@link CorruptRecord} where the record itself refuses its values. */
    public Object make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw CorruptRecord.refused(type, refusal);
            }
            throw new IllegalStateException(type + " cannot be made", e.getCause());
        } catch (IllegalArgumentException e) {
            throw CorruptRecord.refused(type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
