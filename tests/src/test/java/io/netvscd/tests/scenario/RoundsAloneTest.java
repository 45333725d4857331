package io.netvscd.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Expectation.Value;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.Mismatch;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each incident once more, while everything that the kernel tells by itself is lost: the rounds alone come to the same end. */
class RoundsAloneTest {
    /** Longer than the longest pause of a master, and three rounds. */
    private static final long REST_NS = 120_000_000_000L;
    private static final String UNLIKE_ANYTHING = "?";

    /** No dump shows that a function is being reset. */
    private static final Set<NetdevStep.Verb> NEVER_SHOWN =
            Set.of(NetdevStep.Verb.RECOVERING, NetdevStep.Verb.RECOVERED, NetdevStep.Verb.FAILED);

    @TestFactory
    Stream<DynamicTest> theRoundsAloneComeToTheSameEnd() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            Scenario scenario = ScenarioParser.parse(file);
            assumeTrue(scenario.steps().stream().map(TimedStep::step).allMatch(RoundsAloneTest::isTheSameWithoutNews),
                    "resets show in no dump; without news a turn has another number");
            Scenario resting = restingAtTheEnd(scenario);

            assertThat(end(resting.under(Conditions.ROUNDS_ALONE))).isEqualTo(end(resting));
        }));
    }

    private static boolean isTheSameWithoutNews(Step step) {
        return !(step instanceof NetdevStep netdev && NEVER_SHOWN.contains(netdev.verb()))
                && !(step instanceof DaemonStep daemon && daemon.afterTurns() > 0);
    }

    /** The steps without the expectations, and one at the end, long after, that asks for everything. */
    private static Scenario restingAtTheEnd(Scenario scenario) {
        List<TimedStep> steps = new ArrayList<>(scenario.steps().stream()
                .filter(step -> !(step.step() instanceof Expectation))
                .toList());
        long endNs = steps.get(steps.size() - 1).atNs() + REST_NS;
        for (NicSetup nic : scenario.nics()) {
            steps.add(new TimedStep(endNs, nic.name(), new Expectation(Stream.concat(
                    Stream.of("datapath", "host-datapath", "channel", "admin").map(subject -> asked(subject, "")),
                    devices(scenario).map(name -> asked("vf", name))).toList()), null));
        }
        return scenario.withSteps(steps);
    }

    private static Stream<String> devices(Scenario scenario) {
        return scenario.steps().stream()
                .map(TimedStep::step)
                .map(step -> step instanceof VfStep vf ? vf.name() : step instanceof NetdevStep netdev ? netdev.name() : "")
                .filter(name -> !name.isEmpty())
                .distinct();
    }

    private static Value asked(String subject, String detail) {
        return new Value(subject, detail, UNLIKE_ANYTHING, null);
    }

    private static Map<String, String> end(Scenario scenario) {
        Map<String, String> found = new TreeMap<>();
        try (ScenarioPlayer player = new ScenarioPlayer(scenario, Machines.all(), turn -> { })) {
            for (Mismatch mismatch : player.play().mismatches()) {
                // A device that came and went between two rounds was never there for who has these alone.
                found.put(mismatch.nic() + " " + mismatch.path(), mismatch.found().replace("gone", "none"));
            }
        }
        return found;
    }
}
