package io.netvscd.journal.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Makes the records of one type. Each type has a class of its own for it, all of them {@link RecordMakerTemplate} with another constructor
 * in its constant: a method handle in a constant is compiled into its caller, any other is a call through several of the JDK's.
 */
abstract class RecordMaker {
    private static final byte[] TEMPLATE = template();

    /** A new record of these values, in the order of its components. Throws what the record's constructor throws. */
    abstract Object make(Object[] values) throws Throwable;

    /**
     * The maker for a constructor.
     *
     * @param constructor from an array of objects to an object
     */
    static RecordMaker of(MethodHandle constructor) {
        try {
            Class<?> made = MethodHandles.lookup().defineHiddenClassWithClassData(TEMPLATE, constructor, true).lookupClass();
            return (RecordMaker) made.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no maker for " + constructor, e);
        }
    }

    private static byte[] template() {
        String name = RecordMakerTemplate.class.getSimpleName() + ".class";
        try (InputStream octets = RecordMaker.class.getResourceAsStream(name)) {
            return octets.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
