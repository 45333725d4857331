package io.netvscd.journal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads records on a thread of its own, a little ahead of whoever takes them: to check them takes about as long as to decode them. */
final class ReadAhead<T> implements AutoCloseable {
    /** Gives everything to {@code taker}, until there is no more or it wants no more. */
    interface Reading<T> {
        void read(Predicate<T> taker);
    }

    private static final int BATCH = 256;
    private static final int BATCHES = 8;
    private static final long LOOK_MS = 200;

    /** @param failure after the records; null where there is none */
    private record Batch<T>(List<T> records, boolean last, RuntimeException failure) {
    }

    private final Reading<T> reading;
    private final BlockingQueue<Batch<T>> batches = new ArrayBlockingQueue<>(BATCHES);
    private List<T> filling = new ArrayList<>(BATCH);
    private Batch<T> current = new Batch<>(List.of(), false, null);
    private int taken;
    private volatile boolean closed;

    ReadAhead(Reading<T> reading) {
        this.reading = reading;
        Thread thread = new Thread(this::read, "journal-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        RuntimeException failure = null;
        try {
            reading.read(this::add);
        } catch (RuntimeException e) {
            failure = e;
        }
        hand(new Batch<>(filling, true, failure));
    }

    private boolean add(T record) {
        filling.add(record);
        if (filling.size() == BATCH) {
            hand(new Batch<>(filling, false, null));
            filling = new ArrayList<>(BATCH);
        }
        return !closed;
    }

    private void hand(Batch<T> batch) {
        try {
            while (!closed && !batches.offer(batch, LOOK_MS, TimeUnit.MILLISECONDS)) {
                continue;
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** The next record, null after the last; what the reading throws is thrown here, in its place. */
    T next() {
        while (taken == current.records().size()) {
            if (current.failure() != null) {
                throw current.failure();
            }
            if (current.last()) {
                return null;
            }
            current = take();
            taken = 0;
        }
        return current.records().get(taken++);
    }

    private Batch<T> take() {
        try {
            return batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while reading the journal", e);
        }
    }

    /** Ends the thread, soon. */
    @Override
    public void close() {
        closed = true;
        batches.clear();
    }
}
