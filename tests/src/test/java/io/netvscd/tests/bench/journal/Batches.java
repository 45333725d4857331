package io.netvscd.tests.bench.journal;

import java.util.ArrayList;
import java.util.List;

/** Hands things from one thread to another, all that wait at once. */
final class Batches<T> {
    private List<T> waiting = new ArrayList<>();
    private boolean closed;

    synchronized void addAll(List<T> more) {
        waiting.addAll(more);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for something; empty at the end. */
    synchronized List<T> take() {
        try {
            while (waiting.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List<T> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
