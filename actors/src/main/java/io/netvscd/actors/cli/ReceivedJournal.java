package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a daemon sent of its journal, kept in a temporary file of this user's while a bundle is made of it. */
final class ReceivedJournal implements JournalSource {
    private final Path file;
    private final BufferedWriter writer;
    private final List<JournalGap> gaps = new ArrayList<>();
    private final List<KnownState> states = new ArrayList<>();
    private long count;

    ReceivedJournal() throws IOException {
        file = Files.createTempFile("netvscd-export", ".jsonl");
        writer = Files.newBufferedWriter(file);
    }

    /** Takes what the daemon sent: a line of a bundle, and which part it belongs to. */
    void add(JsonNode item) {
        if (item.has("transition")) {
            addTransition(item.path("transition").asText());
        } else if (item.has("gap")) {
            gaps.add(JsonLines.readGap(item.path("gap").asText()));
        } else if (item.has("state")) {
            states.add(JsonLines.readState(item.path("state").asText()));
        }
    }

    private void addTransition(String line) {
        try {
            writer.write(line);
            writer.newLine();
            count++;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Everything has been received. */
    void complete() throws IOException {
        writer.close();
    }

    /** Transitions received. */
    long count() {
        return count;
    }

    @Override
    public Stream<TransitionRecord> records() {
        try {
            return Files.lines(file).map(JsonLines::readTransition);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<JournalGap> gaps() {
        return List.copyOf(gaps);
    }

    @Override
    public List<KnownState> states() {
        return List.copyOf(states);
    }

    @Override
    public Path path() {
        return file;
    }

    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
