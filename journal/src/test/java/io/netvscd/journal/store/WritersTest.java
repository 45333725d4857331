package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritersTest {
    private static final String OWNER = "master/eth0";

    @TempDir
    private Path folder;

    @Test
    void oneLifeAfterTheOtherIsHowItShouldBe() {
        List<Long> shown = new ArrayList<>();
        try (JournalStore store = written("first", "first", "second", "third", "third")) {
            store.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> shown.add(entry.sequenceNr()));
        }
        assertThat(shown).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void twoWritersAtATimeStopTheRecoveryWithTheirPlace() {
        List<Long> shown = new ArrayList<>();
        try (JournalStore store = written("first", "second", "third", "first")) {
            assertThatThrownBy(() -> store.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> shown.add(entry.sequenceNr())))
                    .isInstanceOf(JournalDamaged.class).hasMessageContaining(OWNER).hasMessageContaining("sequence number 4");
        }
        assertThat(shown).containsExactly(1L, 2L, 3L);
    }

    private JournalStore written(String... writers) {
        JournalStore store = JournalStore.open(folder);
        for (int i = 0; i < writers.length; i++) {
            store.append(List.of(entry(i + 1, writers[i]))).toCompletableFuture().join();
        }
        return store;
    }

    private static Entry entry(long number, String writer) {
        TransitionRecord turn = Samples.at(1, number);
        return Entry.of(new TransitionRecord(turn.stamp(), OwnerId.parse(OWNER), turn.input(), turn.events(), turn.actions(), turn.reason(),
                turn.checkpoint()), number, writer);
    }
}
