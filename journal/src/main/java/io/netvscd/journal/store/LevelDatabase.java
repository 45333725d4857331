package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBException;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.Range;
import org.iq80.leveldb.ReadOptions;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;

/** LevelDB through JNI: paranoid when it opens, synced when it writes, checksums verified when it reads. */
final class LevelDatabase implements Database {
    private static final WriteOptions SYNCED = new WriteOptions().sync(true);

    private final DB db;

    private LevelDatabase(DB db) {
        this.db = db;
    }

    /** Opens a database, and makes it where it is missing. Any damage that LevelDB sees, now or later, is an error. */
    static Database open(Path folder) throws IOException {
        return open(folder, options().createIfMissing(true).paranoidChecks(true));
    }

    /**
     * Opens what is there without what is damaged of its log, for the hash chain to find. The rest of the log becomes a table meanwhile, so
     * that the database can be opened as it should be: LevelDB, unless paranoid, merges tables without a look at their checksums.
     */
    static Database openWithoutDamagedLog(Path folder) throws IOException {
        open(folder, options().createIfMissing(false).paranoidChecks(false)).close();
        return open(folder, options().createIfMissing(false).paranoidChecks(true));
    }

    /** Makes a database anew from whatever of its tables and logs can be read, for the hash chain to judge. Only on a copy. */
    static Database repair(Path folder) throws IOException {
        NativeLevelDb.FACTORY.repair(folder.toFile(), options());
        return open(folder, options().createIfMissing(false).paranoidChecks(true));
    }

    private static Database open(Path folder, Options options) throws IOException {
        return new LevelDatabase(NativeLevelDb.FACTORY.open(folder.toFile(), options));
    }

    private static Options options() {
        return new Options().verifyChecksums(true).compressionType(CompressionType.SNAPPY);
    }

    @Override
    public void write(List<Change> changes) throws IOException {
        try (WriteBatch batch = db.createWriteBatch()) {
            for (Change change : changes) {
                if (change.value() == null) {
                    batch.delete(change.key());
                } else {
                    batch.put(change.key(), change.value());
                }
            }
            db.write(batch, SYNCED);
        } catch (DBException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public byte[] get(byte[] key) throws IOException {
        try {
            return db.get(key, checked());
        } catch (DBException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Rows rows() {
        return new LevelRows(db.iterator(checked().fillCache(false)));
    }

    @Override
    public long approximateBytes(byte[] from, byte[] to) {
        return db.getApproximateSizes(new Range(from, to))[0];
    }

    @Override
    public void compact(byte[] from, byte[] to) throws IOException {
        try {
            db.compactRange(from, to);
        } catch (DBException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        db.close();
    }

    private static ReadOptions checked() {
        return new ReadOptions().verifyChecksums(true);
    }
}
