package io.netvscd.journal.export;

import io.netvscd.journal.store.Ack;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.store.StoreRefused;
import io.netvscd.journal.store.StoredSnapshot;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Makes a journal folder of what a source has, so that it replays and exports as the source does. */
public final class JournalImport {
    private static final int BATCH = 256;

    private JournalImport() {
    }

    /**
     * Fills a folder that does not exist yet or is empty.
     *
     * @return the number of records
     * @throws StoreRefused for a folder that holds anything, or a disk that does not take it
     */
    public static long into(Path folder, JournalSource source) throws IOException {
        refuseFilled(folder);
        long count = 0;
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT); Stream<TransitionRecord> records = source.records()) {
            List<StoredSnapshot> beginnings = source.states().stream().map(state -> StateSnapshots.of(state, 0)).toList();
            CompletableFuture<Boolean> durable = and(CompletableFuture.completedFuture(true), store.beginWith(beginnings));
            for (JournalGap gap : source.gaps()) {
                durable = and(durable, store.append(gap));
            }
            List<TransitionRecord> batch = new ArrayList<>(BATCH);
            for (Iterator<TransitionRecord> each = records.iterator(); each.hasNext();) {
                batch.add(each.next());
                count++;
                if (batch.size() == BATCH || !each.hasNext()) {
                    durable = and(durable, store.append(batch.toArray(TransitionRecord[]::new)));
                    batch.clear();
                }
            }
            if (!durable.join()) {
                throw new StoreRefused(folder, "the disk does not take it: " + store.health().trouble(), "make room, and import anew");
            }
        }
        return count;
    }

    private static CompletableFuture<Boolean> and(CompletableFuture<Boolean> before, CompletionStage<Ack> next) {
        return before.thenCombine(next, (all, ack) -> all && ack == Ack.DURABLE);
    }

    private static void refuseFilled(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new StoreRefused(folder, "it is not empty", "give a folder that does not exist yet");
                }
            }
        }
    }
}
