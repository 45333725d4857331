package io.netvscd.journal.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the octets of all values read. */
record CountingDatabase(Database database, AtomicLong octets) implements Database {
    @Override
    public void write(List<Change> changes) throws IOException {
        database.write(changes);
    }

    @Override
    public byte[] get(byte[] key) throws IOException {
        byte[] value = database.get(key);
        octets.addAndGet(value == null ? 0 : value.length);
        return value;
    }

    @Override
    public Rows rows() throws IOException {
        Rows rows = database.rows();
        return new Rows() {
            @Override
            public boolean seek(byte[] key) throws IOException {
                return counted(rows.seek(key));
            }

            @Override
            public boolean next() throws IOException {
                return counted(rows.next());
            }

            private boolean counted(boolean there) {
                octets.addAndGet(there ? rows.value().length : 0);
                return there;
            }

            @Override
            public byte[] key() {
                return rows.key();
            }

            @Override
            public byte[] value() {
                return rows.value();
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }

    @Override
    public long approximateBytes(byte[] from, byte[] to) throws IOException {
        return database.approximateBytes(from, to);
    }

    @Override
    public void compact(byte[] from, byte[] to) throws IOException {
        database.compact(from, to);
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
