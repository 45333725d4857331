package io.netvscd.replay.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnScenarioTest {
    private static final List<Scenario> DRAWN =
            LongStream.rangeClosed(1, 1_000).mapToObj(seed -> DrawnScenario.of(seed).scenario()).toList();
    private static final Set<String> WORDS = steps().map(step -> step.step().words()).collect(Collectors.toCollection(TreeSet::new));

    @ParameterizedTest
    @ValueSource(strings = {
        "input = drop", "input = twice", "input = late", "daemon = crash", "daemon = start", "daemon = stop",
        "daemon = pause", "daemon = restart", "journal = fail", "journal = stall", "clock = forward", "clock = back", "host = rescind",
        "host = force-synthetic", "host = fail-switch", "host = drop-completion", "host = hold-completions", "host = limit-version",
        "host = refuse-oid", "host = stall", "host = silent", "host = raw", "host = network-change", "vf = yank", "vf = unplug",
        "netdev = going-down", "netdev = rename", "netdev = carrier", "netdev = overrun", "netdev = address", "netdev = stall",
        "netdev = recovering", "netdev = recovered", "netdev = failed", "pci = add", "pci = remove", "admin = down", "admin = mtu",
        "admin = mac", "admin = promiscuous"
    })
    void everyKindOfTroubleIsDrawn(String words) {
        assertThat(WORDS).contains(words);
    }

    @Test
    void itIsKilledInTheMiddleOfATurnToo() {
        assertThat(steps().map(TimedStep::step)).anyMatch(step -> step instanceof DaemonStep daemon && daemon.afterTurns() > 0);
    }

    @Test
    void thereAreOneToThreeNicsAndSeveralVfsForOne() {
        assertThat(DRAWN).extracting(drawn -> drawn.nics().size()).containsOnly(1, 2, 3);
        assertThat(DRAWN).anyMatch(drawn -> drawn.nics().size() == 1
                && drawn.steps().stream().filter(step -> step.step() instanceof VfStep vf && vf.verb() == VfStep.Verb.PLUG).count() > 2);
    }

    @Test
    void inputsAreReorderedAndDiskKernelAndHostTakeTheirTimeInSome() {
        assertInSome(Conditions::schedule);
        assertInSome(Conditions::journalLatencyNs);
        assertInSome(Conditions::kernelLatencyNs);
        assertThat(DRAWN).anyMatch(drawn -> drawn.nics().get(0).hostLatencyNs() > 0);
    }

    private static void assertInSome(ToLongFunction<Conditions> condition) {
        Set<Boolean> given = DRAWN.stream().map(drawn -> condition.applyAsLong(drawn.conditions()) > 0).collect(Collectors.toSet());

        assertThat(given).containsExactlyInAnyOrder(true, false);
    }

    private static Stream<TimedStep> steps() {
        return DRAWN.stream().flatMap(drawn -> drawn.steps().stream());
    }
}
