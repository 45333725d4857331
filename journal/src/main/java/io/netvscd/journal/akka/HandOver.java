package io.netvscd.journal.akka;

import akka.persistence.PersistentRepr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands records to the owner that recovers, many in a row: one by one, each would find it waiting, and wake its thread. */
final class HandOver implements AutoCloseable {
    private static final int IN_A_ROW = 500;

    private final Consumer<PersistentRepr> owner;
    private final List<PersistentRepr> waiting = new ArrayList<>(IN_A_ROW);

    HandOver(Consumer<PersistentRepr> owner) {
        this.owner = owner;
    }

    void add(PersistentRepr next) {
        waiting.add(next);
        if (waiting.size() == IN_A_ROW) {
            handOver();
        }
    }

    /** Hands over what waits, also where what would follow cannot be read. */
    @Override
    public void close() {
        handOver();
    }

    private void handOver() {
        waiting.forEach(owner);
        waiting.clear();
    }
}
