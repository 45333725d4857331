package io.netvscd.journal.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A write that waits for the disk: records that are stored together or not at all, and plain changes of the database.
 *
 * @param ack completed once, from whichever thread settles it
 */
record Pending(List<Entry> entries, List<Change> changes, CompletableFuture<Ack> ack) {
    static Pending of(List<Entry> entries) {
        return new Pending(entries, List.of(), new CompletableFuture<>());
    }

    static Pending ofChanges(List<Change> changes) {
        return new Pending(List.of(), changes, new CompletableFuture<>());
    }

    long weightBytes() {
        long weight = 0;
        for (Entry entry : entries) {
            weight += entry.weightBytes();
        }
        for (Change change : changes) {
            weight += change.value() == null ? change.key().length : change.key().length + change.value().length;
        }
        return weight;
    }
}
