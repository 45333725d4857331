package io.netvscd.journal.export;

import io.netvscd.journal.store.JournalReader;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A journal folder as a source. */
final class FolderSource implements JournalSource {
    private final Path path;
    private final JournalReader reader;

    FolderSource(Path path) {
        this.path = path;
        this.reader = JournalReader.open(path);
    }

    @Override
    public Stream<TransitionRecord> records() {
        return reader.byTick();
    }

    @Override
    public List<JournalGap> gaps() {
        return reader.gaps();
    }

    @Override
    public List<KnownState> states() {
        return StateSnapshots.readAll(reader.beginnings());
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        reader.close();
    }
}
