package io.netvscd.journal.generator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A line of a table of stored types: the class that has it gets a codec for each of its records beside it, and a table of all. */
@Repeatable(Stored.Table.class)
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Stored {
    /** What stands for the type in the octets. */
    int number();

    /** A record, a constant or octets. */
    Class<?> type();

    /** Whether the same value comes again and again, so that it pays to look whether it has just been read. */
    boolean repeats() default false;

    /** The lines of one class. */
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.TYPE)
    @interface Table {
        Stored[] value();
    }
}
