package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stored types by their numbers, with a codec for each of their records. What makes one is generated; all threads share it. */
abstract class RecordTable {
    /** Far more than there are types, so that most are found at the first look. */
    private static final int SLOTS = 1 << 11;

    private final SortedMap<Integer, Class<?>> types = new TreeMap<>();
    /**
     * The types by their identity hash, each in the first slot from there that was free, and their numbers: asked for every value that is
     * written or compared, which takes longer with a {@link ClassValue}.
     */
    private final Class<?>[] hashed = new Class<?>[SLOTS];
    private final short[] numbers = new short[SLOTS];

    /** The records among them, each at its number. */
    private Class<?>[] records = {};

    /** Says the number of a type, while the table is made. */
    final void add(int number, Class<?> type) {
        types.put(number, type);
        int slot = slot(type);
        hashed[slot] = type;
        numbers[slot] = (short) number;
        if (type.isRecord()) {
            records = Arrays.copyOf(records, Math.max(records.length, number + 1));
            records[number] = type;
        }
    }

    final SortedMap<Integer, Class<?>> types() {
        return Collections.unmodifiableSortedMap(types);
    }

    /** The number of a stored type. */
    final int number(Class<?> type) {
        int slot = slot(type);
        if (hashed[slot] == null) {
            throw new IllegalArgumentException(type + " is not in the registry");
        }
        return numbers[slot];
    }

    /** Where a type is, or would be. */
    private int slot(Class<?> type) {
        int slot = System.identityHashCode(type) & SLOTS - 1;
        while (hashed[slot] != type && hashed[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    /** Whether a record has this number. */
    final boolean isRecord(int number) {
        return number >= 0 && number < records.length && records[number] != null;
    }

    /** Writes the components of a record of this number. */
    abstract void write(int number, Output output, Object value);

    /** Reads the components of a record of this number. */
    abstract Object read(int number, RecordInput input);

    /** Reads the number that must be next. */
    final void expect(int number, RecordInput input) {
        int found = input.count();
        if (found != number) {
            throw misfit(found, types.get(number), input);
        }
    }

    /** What is wrong with a number, where another type was declared. */
    final CorruptRecord misfit(int number, Class<?> declared, RecordInput input) {
        if (!isRecord(number)) {
            return new CorruptRecord("type id " + number + " at octet " + input.position()
                    + " is not in this build's registry; a newer build may have written it");
        }
        return new CorruptRecord("a " + records[number].getSimpleName() + " where a " + declared.getSimpleName() + " belongs");
    }
}
