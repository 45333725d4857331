package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the store asks of LevelDB, so that tests can put a failing disk in between. */
interface Database extends AutoCloseable {
    /** Makes a database or opens it. */
    interface Opener {
        Database open(Path folder) throws IOException;
    }

    /** Goes over keys in ascending order, for one thread, as the database was when this was made. */
    interface Rows extends AutoCloseable {
        /** Moves to the first key from this one on; false where there is none. */
        boolean seek(byte[] key) throws IOException;

        /** Moves to the next key; false where there is none. */
        boolean next() throws IOException;

        /** The key moved to. */
        byte[] key();

        /** Its value. */
        byte[] value();

        @Override
        void close() throws IOException;
    }

    /** Takes one key and its value; false ends the scan. */
    interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }

    /** All changes or none, on disk when this returns. */
    void write(List<Change> changes) throws IOException;

    /** The value of a key, null where there is none. */
    byte[] get(byte[] key) throws IOException;

    Rows rows() throws IOException;

    /** About how many octets the files have between two keys; what is only in the log is not counted. */
    long approximateBytes(byte[] from, byte[] to) throws IOException;

    /** Gives back what was deleted between two keys; takes its time. */
    void compact(byte[] from, byte[] to) throws IOException;

    /** Visits keys in ascending order from {@code from} on. */
    default void scan(byte[] from, Visitor visitor) throws IOException {
        try (Rows rows = rows()) {
            boolean more = rows.seek(from);
            while (more && visitor.visit(rows.key(), rows.value())) {
                more = rows.next();
            }
        }
    }

    @Override
    void close() throws IOException;
}
