package io.netvscd.journal.leveldb;

import java.util.Comparator;

/**
 * A place in a file that is not as it was written.
 *
 * @param offset octets from the file's start
 */
public record FileDamage(String file, long offset, String what) implements Comparable<FileDamage> {
    @Override
    public int compareTo(FileDamage other) {
        return Comparator.comparing(FileDamage::file).thenComparingLong(FileDamage::offset).compare(this, other);
    }

    @Override
    public String toString() {
        return file + " at octet " + offset + ": " + what;
    }
}
