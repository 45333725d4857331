package io.netvscd.journal.store;

import java.io.IOException;
import java.util.Map;
import org.iq80.leveldb.DBIterator;

/** LevelDB's iterator. Its errors come as plain runtime exceptions and must not be taken for those of others. */
final class LevelRows implements Database.Rows {
    private final DBIterator iterator;
    private Map.Entry<byte[], byte[]> row;

    LevelRows(DBIterator iterator) {
        this.iterator = iterator;
    }

    @Override
    public boolean seek(byte[] key) throws IOException {
        try {
            iterator.seek(key);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return next();
    }

    @Override
    public boolean next() throws IOException {
        try {
            row = iterator.hasNext() ? iterator.next() : null;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return row != null;
    }

    @Override
    public byte[] key() {
        return row.getKey();
    }

    @Override
    public byte[] value() {
        return row.getValue();
    }

    @Override
    public void close() throws IOException {
        iterator.close();
    }
}
