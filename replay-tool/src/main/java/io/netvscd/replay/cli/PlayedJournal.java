package io.netvscd.replay.cli;

import io.netvscd.journal.store.Ack;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Keeps the records of a played scenario, or what a replay decides, in a journal folder, or nowhere. */
final class PlayedJournal implements Consumer<TransitionRecord>, AutoCloseable {
    private final JournalStore store;
    private CompletionStage<Ack> last;

    private PlayedJournal(JournalStore store) {
        this.store = store;
    }

    /** A journal in this folder, which must be new or empty; nowhere where it is null. */
    static PlayedJournal in(Path folder) {
        if (folder == null) {
            return new PlayedJournal(null);
        }
        JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT);
        if (store.headPosition() > 0) {
            store.close();
            throw new BadInput("--journal " + folder
                    + ": there is a journal in it already; give a new or empty folder");
        }
        return new PlayedJournal(store);
    }

    @Override
    public void accept(TransitionRecord turn) {
        if (store != null) {
            last = store.append(turn);
        }
    }

    @Override
    public void close() {
        if (store == null) {
            return;
        }
        Ack ack = last == null ? Ack.DURABLE : last.toCompletableFuture().join();
        store.close();
        if (ack != Ack.DURABLE) {
            throw new EnvironmentLacking("the journal in " + store.folder()
                    + " could not be written: is the disk full?");
        }
    }
}
