package io.netvscd.replay.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.scenario.ScenarioText;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.sim.Machines;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final long SEEDS = 100;
    private static final long SEEDS_FOR_A_MUTANT = 300;

    @Test
    void keepsEveryInvariantWhateverHappens() {
        Simulation simulation = new Simulation(Machines.all(), true);

        assertThat(LongStream.rangeClosed(1, SEEDS).mapToObj(simulation::play).map(Simulation.SeedResult::failure))
                .allMatch(failure -> failure == null, "no failure");
    }

    @Test
    void comesToTheSameForTheSameSeed() {
        Simulation simulation = new Simulation(Machines.all(), true);

        assertThat(simulation.play(7)).isEqualTo(simulation.play(7));
    }

    @ParameterizedTest
    @EnumSource
    void catchesAMachineThatIsBroken(Mutant mutant) {
        Simulation simulation = new Simulation(mutant.machines(), false);

        assertThat(LongStream.rangeClosed(1, SEEDS_FOR_A_MUTANT).mapToObj(simulation::play)
                .anyMatch(result -> result.failure() != null)).as(mutant + " is caught").isTrue();
    }

    @Test
    void cutsAFailureDownToTheStepsThatMatter() {
        Simulation simulation = new Simulation(Mutant.NEVER_TAKEN_OVER.machines(), true);
        Simulation.Failure failure = LongStream.rangeClosed(1, SEEDS).mapToObj(simulation::play)
                .map(Simulation.SeedResult::failure).filter(found -> found != null).findFirst().orElseThrow();

        assertThat(failure.what()).contains("expected vf");
        assertThat(failure.minimal().steps().size())
                .isLessThan(DrawnScenario.of(failure.seed()).scenario().steps().size());
    }

    @Test
    void writesScenariosThatReadAsTheSame() throws ScenarioFileException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario drawn = DrawnScenario.of(seed).scenario();
            Scenario read = ScenarioParser.parse("drawn.conf", ScenarioText.of(drawn));

            assertThat(read.nics()).isEqualTo(drawn.nics());
            assertThat(read.steps()).extracting(TimedStep::atNs)
                    .containsExactlyElementsOf(drawn.steps().stream().map(TimedStep::atNs).toList());
            Scenario again = ScenarioParser.parse("drawn.conf", ScenarioText.of(read));
            assertThat(ScenarioText.of(again)).isEqualTo(ScenarioText.of(read));
        }
    }
}
