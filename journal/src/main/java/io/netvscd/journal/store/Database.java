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

    /** Takes one key and its value; false ends the scan. */
    interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }

    /** All changes or none, on disk when this returns. */
    void write(List<Change> changes) throws IOException;

    /** The value of a key, null where there is none. */
    byte[] get(byte[] key) throws IOException;

    /** Visits keys in ascending order from {@code from} on. */
    void scan(byte[] from, Visitor visitor) throws IOException;

    @Override
    void close() throws IOException;
}
