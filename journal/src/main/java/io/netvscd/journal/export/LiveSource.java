package io.netvscd.journal.export;

import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A journal that is being written as a source: each pass sees what was on disk when it began. */
final class LiveSource implements JournalSource {
    private final JournalStore store;

    LiveSource(JournalStore store) {
        this.store = store;
    }

    @Override
    public Stream<TransitionRecord> records() {
        return store.byTick();
    }

    @Override
    public List<JournalGap> gaps() {
        return store.gaps();
    }

    @Override
    public List<KnownState> states() {
        return StateSnapshots.readAll(store.beginnings());
    }

    @Override
    public Path path() {
        return store.folder();
    }

    @Override
    public void close() {
        // The store belongs to whoever opened it.
    }
}
