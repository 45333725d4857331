package io.netvscd.journal.codec;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The components of one record of the vocabulary: their names and types, how to read them and how to make the record anew. */
public final class RecordShape {
    /** One component. */
    public static final class Component {
        private final MethodHandles.Lookup lookup;
        private final RecordComponent declared;
        /** Made when first asked for, by several threads alike: most records of the vocabulary are never met in one life. */
        private Function<Object, Object> reader;

        private Component(MethodHandles.Lookup lookup, RecordComponent declared) {
            this.lookup = lookup;
            this.declared = declared;
        }

        public String name() {
            return declared.getName();
        }

        /** The type as declared, with the element type of a list. */
        public Type type() {
            return declared.getGenericType();
        }

        /** The component's value in {@code owner}; numbers and truth values boxed. */
        public Object of(Object owner) {
            Function<Object, Object> known = reader;
            if (known == null) {
                known = makeReader();
                reader = known;
            }
            return known.apply(owner);
        }

        /** A call like any other, which costs a third of one by a method handle that is no constant. */
        @SuppressWarnings("unchecked")
        private Function<Object, Object> makeReader() {
            try {
                MethodHandle accessor = lookup.unreflect(declared.getAccessor());
                MethodType read = accessor.type().wrap();
                return (Function<Object, Object>) LambdaMetafactory.metafactory(lookup, "apply", MethodType.methodType(Function.class),
                        MethodType.methodType(Object.class, Object.class), accessor, read).getTarget().invoke();
            } catch (Throwable e) {
                throw new IllegalStateException(declared + " cannot be read", e);
            }
        }
    }

    private final Class<?> type;
    private final List<Component> components;
    private final MethodHandles.Lookup lookup;
    /** Made when first asked for, by several threads alike. */
    private RecordMaker maker;

    private RecordShape(Class<?> type, List<Component> components, MethodHandles.Lookup lookup) {
        this.type = type;
        this.components = components;
        this.lookup = lookup;
    }

    /** The shape of a record. */
    public static RecordShape of(Class<?> type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<Component> components = new ArrayList<>();
            for (RecordComponent declared : type.getRecordComponents()) {
                components.add(new Component(lookup, declared));
            }
            return new RecordShape(type, List.copyOf(components), lookup);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no record that can be looked into", e);
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
            return maker().make(values);
        } catch (RuntimeException e) {
            throw new CorruptRecord("no " + type.getSimpleName() + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private RecordMaker maker() {
        RecordMaker known = maker;
        if (known == null) {
            known = RecordMaker.of(constructor());
            maker = known;
        }
        return known;
    }

    private MethodHandle constructor() {
        Class<?>[] types = new Class<?>[components.size()];
        RecordComponent[] declared = type.getRecordComponents();
        for (int i = 0; i < types.length; i++) {
            types[i] = declared[i].getType();
        }
        try {
            return lookup.unreflectConstructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no constructor of its components", e);
        }
    }
}
