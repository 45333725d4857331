package io.netvscd.journal.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Complains when one write takes too long, from a thread of its own that is asleep while none is under way: a journal at rest
 * wakes nobody.
 */
final class StallWatch implements AutoCloseable {
    private final long stallNs;
    private final Runnable complaint;
    private final Thread thread = new Thread(this::watch, "journal-watch");
    /** When the write that is under way began, 0 while none is. */
    private volatile long sinceNs;
    private volatile boolean resting;
    private volatile boolean closed;

    /**
     * @param stallMs   a write that takes longer is complained of, again and again while it takes
     * @param complaint called on the watch's thread
     */
    StallWatch(long stallMs, Runnable complaint) {
        stallNs = TimeUnit.MILLISECONDS.toNanos(stallMs);
        this.complaint = complaint;
        thread.setDaemon(true);
        thread.start();
    }

    /** A write begins. */
    void begin() {
        sinceNs = System.nanoTime() | 1;
        if (resting) {
            LockSupport.unpark(thread);
        }
    }

    /** It has ended, well or not. */
    void end() {
        sinceNs = 0;
    }

    /** Whether nothing but a write will wake it. */
    boolean isResting() {
        return resting;
    }

    private void watch() {
        while (!closed) {
            long since = sinceNs;
            if (since == 0) {
                rest();
                continue;
            }
            long leftNs = stallNs - (System.nanoTime() - since);
            if (leftNs > 0) {
                LockSupport.parkNanos(this, leftNs);
            } else {
                complaint.run();
                LockSupport.parkNanos(this, stallNs);
            }
        }
    }

    /** Says so before it looks a last time, so that no write begins unseen. */
    private void rest() {
        resting = true;
        if (sinceNs == 0 && !closed) {
            LockSupport.park(this);
        }
        resting = false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
