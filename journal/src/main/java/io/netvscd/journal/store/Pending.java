package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.RecordForm;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A write that waits for the disk: records that are stored together or not at all, and plain changes of the database.
 *
 * @param octets of each entry, made on the thread that writes it
 * @param ack    completed once, from whichever thread settles it
 */
record Pending(List<Entry> entries, List<byte[]> octets, List<Change> changes, long weightBytes, CompletableFuture<Ack> ack) {
    static Pending of(List<Entry> entries) {
        List<byte[]> octets = entries.stream().map(RecordForm::encode).toList();
        long weight = 0;
        for (int i = 0; i < octets.size(); i++) {
            weight += entries.get(i).weightBytes() + octets.get(i).length;
        }
        return new Pending(entries, octets, List.of(), weight, new CompletableFuture<>());
    }

    static Pending ofChanges(List<Change> changes) {
        long weight = 0;
        for (Change change : changes) {
            weight += change.value() == null ? change.key().length : change.key().length + change.value().length;
        }
        return new Pending(List.of(), List.of(), changes, weight, new CompletableFuture<>());
    }
}
