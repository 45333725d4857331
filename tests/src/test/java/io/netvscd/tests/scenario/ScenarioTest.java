package io.netvscd.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.excerpt.Excerpt;
import io.netvscd.replay.excerpt.Span;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.ScenarioText;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.PlayResult;
import io.netvscd.replay.sim.ScenarioPlayer;
import io.netvscd.replay.whatif.Change;
import io.netvscd.replay.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays every incident of the scenarios folder, and replays what its journal holds. */
class ScenarioTest {
    /** What a scenario's last expectations of a NIC must say: both views, and where its frames went. */
    private static final List<String> SAID_OF_A_NIC =
            List.of("channel", "datapath", "host-datapath", "switches", "carried", "lost");

    /**
     * Incidents that turn on what no journal tells: how long the disk took, which MTU a host refused that it had carried before, that a
     * device's ring was full, that a host would not have answered what it was asked right before the end, that a word of a device came
     * after its end.
     */
    private static final Set<String> NOT_IN_THE_RECORD = Set.of(
            "journal-stalls-during-departure", "journal-stalls-and-the-host-is-told", "exchanged-and-taken-again", "old-mtu-fails-too",
            "closed-with-a-burst-in-hand", "host-stays-on-the-vf", "late-word-that-it-is-there");

    private record Played(PlayResult result, List<TransitionRecord> journal) {
    }

    @TestFactory
    Stream<DynamicTest> everyIncidentComesOutRight() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(name(file), () -> {
            Played played = play(file);

            assertThat(played.result.mismatches()).isEmpty();
            assertThat(played.result.expected()).as("expected values").isPositive();
            assertThat(played.result.duplicates().values()).as("frames that arrived twice").containsOnly(0L);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyJournalReplays() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(name(file), () -> {
            Replayer replayer = new Replayer(Machines.all(), false);
            play(file).journal.forEach(replayer::accept);
            ReplayReport report = replayer.report();

            assertThat(report.divergences()).isEmpty();
            assertThat(report.records()).isPositive();
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyHistoryComesOutAgainFromWhatCameFromOutside() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(name(file), () -> {
            WhatIf.Result result = WhatIf.ask(Machines.all(), List.of(), play(file).journal, new Change.Nothing());

            assertThat(result.history().differences()).isEmpty();
            assertThat(result.sources().broughtAbout()).isGreaterThanOrEqualTo(result.sources().outside());
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyJournalMakesAScenarioThatComesOutTheSame() throws IOException {
        return ScenarioFiles.all().filter(ScenarioTest::isWhollyInTheRecord).map(file -> DynamicTest.dynamicTest(name(file), () -> {
            List<TransitionRecord> journal = play(file).journal;

            String text = ScenarioText.of(Excerpt.of(journal, Machines.all(), new Span(0, 0, journal.size()), name(file), "its journal"));
            PlayResult again = played(ScenarioParser.parse("written", text)).result;

            assertThat(again.mismatches()).as(text).isEmpty();
            assertThat(again.expected()).as("expected values; of a daemon that stops there may be none")
                    .isGreaterThanOrEqualTo(text.contains("daemon = stop") ? 0 : 1);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyIncidentComesOutTheSameTwice() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(name(file), () ->
                assertThat(play(file)).isEqualTo(play(file))));
    }

    @TestFactory
    Stream<DynamicTest> everyIncidentSaysHowEachNicEnds() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(name(file), () -> {
            Scenario scenario = ScenarioParser.parse(file);
            Map<String, List<String>> last = new LinkedHashMap<>();
            for (TimedStep timed : scenario.steps()) {
                if (timed.step() instanceof Expectation expectation) {
                    last.put(timed.nic(), expectation.values().stream().map(Expectation.Value::subject).toList());
                }
            }

            assertThat(scenario.source()).isNotBlank();
            assertThat(last).hasSize(scenario.nics().size());
            assertThat(last).allSatisfy((nic, subjects) -> assertThat(subjects).as(nic).containsAll(SAID_OF_A_NIC));
        }));
    }

    private static boolean isWhollyInTheRecord(Path file) {
        return NOT_IN_THE_RECORD.stream().noneMatch(name -> name(file).endsWith(name));
    }

    private static Played play(Path file) throws ScenarioFileException {
        return played(ScenarioParser.parse(file));
    }

    private static Played played(Scenario scenario) {
        List<TransitionRecord> journal = new ArrayList<>();
        try (ScenarioPlayer player = new ScenarioPlayer(scenario, Machines.all(), journal::add)) {
            return new Played(player.play(), journal);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".conf", "");
    }
}
