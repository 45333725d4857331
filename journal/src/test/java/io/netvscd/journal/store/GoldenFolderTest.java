package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that an earlier build wrote, with all that a folder can hold, is read and continued. Never edited: a new format gets a new one. */
class GoldenFolderTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "folder-v1");
    private static final int RECORDS = 121;

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        FolderImage.write(FolderImage.of(GOLDEN.resolve("journal")), folder);
    }

    @Test
    void itIsWhole() {
        JournalVerdict verdict = JournalVerifier.verify(folder);
        assertThat(verdict.damages()).isEmpty();
        assertThat(verdict.whole()).isTrue();
        assertThat(verdict.records()).isEqualTo(RECORDS);
        assertThat(verdict.gaps()).isEqualTo(1);
    }

    @Test
    void everyRecordIsReadAsItWasWritten() throws IOException {
        try (JournalReader reader = JournalReader.open(folder); Stream<TransitionRecord> read = reader.byTick()) {
            assertThat(read.toList()).isEqualTo(transitions());
            assertThat(reader.gaps()).isEqualTo(gaps());
        }
    }

    @Test
    void itIsContinued() throws IOException {
        TransitionRecord next = Samples.at(4, 1);
        try (JournalStore store = JournalStore.open(folder)) {
            assertThat(store.nextEpoch()).isEqualTo(4);
            assertThat(store.health().records()).isEqualTo(RECORDS);
            assertThat(store.append(next).toCompletableFuture().join()).isEqualTo(Ack.DURABLE);
            assertThat(store.headPosition()).isEqualTo(RECORDS + 1);
        }
        JournalVerdict verdict = JournalVerifier.verify(folder);
        assertThat(verdict.damages()).isEmpty();
        assertThat(verdict.records()).isEqualTo(RECORDS + 1);
    }

    @Test
    void whatStandsBesideTheRecordsIsThere() throws IOException {
        try (JournalStore store = JournalStore.open(folder)) {
            Snapshots.Range all = new Snapshots.Range(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
            Optional<StoredSnapshot> snapshot = store.snapshots().newest("master/eth1", all);
            assertThat(snapshot).isPresent();
            assertThat(snapshot.get().payload()).containsExactly(1, 2, 3);
            long[] first = new long[1];
            store.replay("master/eth2", 1, Long.MAX_VALUE, 1, entry -> first[0] = entry.sequenceNr());
            assertThat(first[0]).as("the first record of master/eth2 that was not deleted").isEqualTo(4);
        }
    }

    private static List<TransitionRecord> transitions() throws IOException {
        return Files.readAllLines(GOLDEN.resolve("transitions.jsonl")).stream().map(JsonLines::readTransition).toList();
    }

    private static List<JournalGap> gaps() throws IOException {
        return Files.readAllLines(GOLDEN.resolve("gaps.jsonl")).stream().map(JsonLines::readGap).toList();
    }
}
