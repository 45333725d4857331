package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A database on a disk that fails, stalls, or fails after the fact, when told. */
final class FaultyDatabase implements Database {
    /** What is wrong with the disk. */
    static final class Disk implements Database.Opener {
        volatile boolean failing;
        volatile boolean failingToOpen;
        volatile boolean failingAfterwards;
        volatile CountDownLatch stalled;

        @Override
        public Database open(Path folder) throws IOException {
            if (failingToOpen) {
                throw new IOException("input/output error (test) while opening");
            }
            return new FaultyDatabase(this, TornTail.open(folder));
        }
    }

    private final Disk disk;
    private final Database database;

    private FaultyDatabase(Disk disk, Database database) {
        this.disk = disk;
        this.database = database;
    }

    @Override
    public void write(List<Change> changes) throws IOException {
        CountDownLatch latch = disk.stalled;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        if (disk.failing) {
            throw new IOException("no space left on device (test)");
        }
        database.write(changes);
        if (disk.failingAfterwards) {
            disk.failingAfterwards = false;
            throw new IOException("input/output error (test) after the write");
        }
    }

    @Override
    public byte[] get(byte[] key) throws IOException {
        return database.get(key);
    }

    @Override
    public Rows rows() throws IOException {
        return database.rows();
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
