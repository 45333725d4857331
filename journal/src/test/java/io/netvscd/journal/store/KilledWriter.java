package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.vocabulary.Stamp;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process that {@link KillTest} kills: four threads append, and every acknowledged tick goes to standard output. Arguments: the
 * folder, the first tick, the point at which it ends itself ({@code none} to be killed from outside), after how many commits.
 */
final class KilledWriter {
    private static final int THREADS = 4;

    private KilledWriter() {
    }

    public static void main(String[] arguments) {
        String point = arguments[2];
        AtomicLong commits = new AtomicLong(Long.parseLong(arguments[3]));
        StoreOptions options = new StoreOptions(1 << 20, 64 << 10, 10_000, 50, 1_000, 0);
        JournalStore store = JournalStore.open(Path.of(arguments[0]), options,
                folder -> new EndingDatabase(TornTail.open(folder), point, commits));
        AtomicLong ticks = new AtomicLong(Long.parseLong(arguments[1]));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        out.println("open");
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> write(store, ticks, out)).start();
        }
    }

    private static void write(JournalStore store, AtomicLong ticks, PrintStream out) {
        while (true) {
            long tick = ticks.getAndIncrement();
            if (tick % 50 == 0) {
                store.snapshots().save(new StoredSnapshot("master/eth0", tick, tick, 1, "test", new byte[4_000]))
                        .toCompletableFuture().join();
            }
            if (append(store, tick).toCompletableFuture().join() == Ack.DURABLE) {
                out.println(tick);
            }
        }
    }

    /** Plain payloads: the process starts in half the time without the codec, and has fifty starts to make. */
    private static synchronized CompletionStage<Ack> append(JournalStore store, long tick) {
        String owner = "master/eth" + tick % 3;
        return store.append(List.of(new Entry(owner, store.highestSequenceNr(owner) + 1, "", 1, "test", "",
                new Stamp(1, tick, tick, tick), new byte[(int) (tick % 300)])));
    }

    /** Ends the process as kill -9 would, at a chosen point of a chosen commit. */
    private record EndingDatabase(Database database, String point, AtomicLong commits) implements Database {
        @Override
        public void write(List<Change> changes) throws IOException {
            boolean now = commits.decrementAndGet() == 0;
            boolean snapshot = changes.stream().anyMatch(change -> change.key()[0] == 'S');
            end(now && point.equals("before-write"));
            if (point.equals("compaction") && commits.get() == 1) {
                new Thread(this::compactAll).start();
            }
            if (now && point.equals("during-write")) {
                new Thread(() -> Runtime.getRuntime().halt(9)).start();
            }
            database.write(changes);
            end(now && (point.equals("after-sync") || point.equals("compaction")));
            end(commits.get() < 0 && snapshot && point.equals("snapshot"));
        }

        private void compactAll() {
            try {
                database.compact(Keys.Kind.DELETED.start(), Keys.Kind.CHAPTER.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(boolean now) {
            if (now) {
                Runtime.getRuntime().halt(9);
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
}
