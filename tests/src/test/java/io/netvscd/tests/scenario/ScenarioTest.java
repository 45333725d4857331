package io.netvscd.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.PlayResult;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays every incident of the scenarios folder, and replays what its journal holds. */
class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src", "test", "resources", "scenarios");

    private record Played(PlayResult result, List<TransitionRecord> journal) {
    }

    @TestFactory
    Stream<DynamicTest> everyIncidentComesOutRight() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(name(file), () -> {
            Played played = play(file);

            assertThat(played.result.mismatches()).isEmpty();
            assertThat(played.result.expected()).as("expected values").isPositive();
            assertThat(played.result.duplicates().values()).as("frames that arrived twice").containsOnly(0L);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyJournalReplays() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(name(file), () -> {
            Replayer replayer = new Replayer(Machines.all(), false);
            play(file).journal.forEach(replayer::accept);
            ReplayReport report = replayer.report();

            assertThat(report.divergences()).isEmpty();
            assertThat(report.records()).isPositive();
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyIncidentComesOutTheSameTwice() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(name(file), () ->
                assertThat(play(file)).isEqualTo(play(file))));
    }

    private static Played play(Path file) throws ScenarioFileException {
        Scenario scenario = ScenarioParser.parse(file);
        List<TransitionRecord> journal = new ArrayList<>();
        try (ScenarioPlayer player = new ScenarioPlayer(scenario, Machines.all(), journal::add)) {
            return new Played(player.play(), journal);
        }
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".conf", "");
    }
}
