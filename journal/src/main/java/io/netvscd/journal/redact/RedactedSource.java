package io.netvscd.journal.redact;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Another source with pseudonyms in it. */
public final class RedactedSource implements JournalSource {
    private final JournalSource source;
    private final Redaction redaction;

    /** Reads all of {@code source} once, to learn its addresses. Closing this closes it too. */
    public RedactedSource(JournalSource source, Redaction redaction) {
        this.source = source;
        this.redaction = redaction;
        try (Stream<TransitionRecord> records = source.records()) {
            records.forEachOrdered(redaction::learn);
        }
    }

    @Override
    public Stream<TransitionRecord> records() {
        return source.records().map(redaction::redact);
    }

    @Override
    public List<JournalGap> gaps() {
        return source.gaps().stream().map(redaction::redact).toList();
    }

    @Override
    public List<KnownState> states() {
        return source.states().stream().map(redaction::redact).toList();
    }

    @Override
    public Path path() {
        return source.path();
    }

    @Override
    public void close() {
        source.close();
    }
}
