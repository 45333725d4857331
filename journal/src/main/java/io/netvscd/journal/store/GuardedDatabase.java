package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database between opening and closing. Nobody reads while it is closed or replaced: an iterator that outlives its database would
 * crash the process. Nothing is written when the disk is nearly full, for the same reason.
 */
final class GuardedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedDatabase.class);

    /** Nothing was tried, since there is no room; the database is as it was. */
    static final class DiskFull extends IOException {
        DiskFull(String message) {
            super(message);
        }
    }

    /** Nothing was read, since the database is closed or about to be opened anew; nothing is said of what is in it. */
    static final class Unavailable extends IOException {
        Unavailable() {
            super("the journal is closed, or its disk is in trouble");
        }
    }

    /** A read. */
    interface Reading<T> {
        T read(Database database) throws IOException;
    }

    private final Path folder;
    private final Database.Opener opener;
    private final FileStore disk;
    private final long reserveBytes;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private Database database;

    GuardedDatabase(Path folder, Database.Opener opener, long reserveBytes) throws IOException {
        this.folder = folder;
        this.opener = opener;
        this.disk = Files.getFileStore(folder);
        this.reserveBytes = reserveBytes;
        checkSpace();
        this.database = opener.open(folder);
    }

    <T> T read(Reading<T> reading) throws IOException {
        lock.readLock().lock();
        try {
            if (database == null) {
                throw new Unavailable();
            }
            return reading.read(database);
        } finally {
            lock.readLock().unlock();
        }
    }

    void write(List<Change> changes) throws IOException {
        checkSpace();
        read(open -> {
            open.write(changes);
            return null;
        });
    }

    /** LevelDB maps its files and lets them grow as it writes: where the disk has no page to give, the kernel sends SIGBUS. */
    private void checkSpace() throws IOException {
        long freeBytes = DiskSpace.freeBytes(disk);
        if (freeBytes < reserveBytes) {
            throw new DiskFull("disk full: " + (freeBytes >> 10) + " KiB free at " + folder + ", and " + (reserveBytes >> 10)
                    + " KiB are kept in reserve");
        }
    }

    /** Closes the database and opens it anew, since LevelDB takes no more writes after one has failed. */
    void reopen() throws IOException {
        checkSpace();
        lock.writeLock().lock();
        try {
            closeQuietly();
            database = opener.open(folder);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeQuietly() {
        try {
            if (database != null) {
                database.close();
            }
        } catch (IOException e) {
            LOG.debug("closing " + folder, e);
        } finally {
            database = null;
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closeQuietly();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
