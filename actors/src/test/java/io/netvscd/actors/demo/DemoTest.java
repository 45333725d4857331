package io.netvscd.actors.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path journal;

    @Test
    @Timeout(120)
    void losesNothingButWhatWasInTheRingsOfTheYankedVfAndLeavesAJournalOfIt() throws Exception {
        List<String> story = new ArrayList<>();

        DemoFigures figures = new Demo(journal, story::add).run();

        assertThat(figures.sent()).isPositive();
        assertThat(figures.lostElsewhere()).isZero();
        assertThat(figures.lostInVf()).isBetween(1, 2 * figures.ringFrames());
        assertThat(figures.duplicates()).isZero();
        assertThat(figures.asPromised()).isTrue();
        assertThat(story).anyMatch(line -> line.contains("NVSP 6.1")).anyMatch(line -> line.contains("yanked"));
        assertThat(figures.records()).isEqualTo(recordsOnDisk());
    }

    private long recordsOnDisk() {
        try (JournalSource source = JournalSource.open(journal); Stream<TransitionRecord> records = source.records()) {
            List<TransitionRecord> all = records.toList();
            assertThat(all).noneMatch(turn -> turn.reason() != null && turn.reason().startsWith("defect"));
            return all.size();
        }
    }
}
