package io.netvscd.replay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.seeds.Campaign;
import io.netvscd.replay.seeds.mutant.Hunt;
import io.netvscd.replay.seeds.mutant.Mutant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
    private static final SeedRange TWENTY = new SeedRange(1, 20);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatWasPlayedAndThatItHeld() {
        assertThat(run("--seeds", "3..5", "--threads", "2")).isZero();
        assertThat(out.toString()).contains("3 seeds, ", " events, ", " frames in ", " seeds a second", "digest ", "HELD");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFailureComesWithItsSeedTheCommandToRunItAgainAndAScenarioFile() {
        List<String> lines = SimulateText.lines(broken(), 1.0);

        assertThat(lines).first().asString().startsWith("FAILED in ");
        assertThat(lines).anyMatch(line -> line.matches("  again: replay-tool simulate --seeds \\d+"));
        assertThat(lines).contains("    steps = [");
        assertThat(lines).last().asString().startsWith("BROKEN: ");
    }

    @Test
    void aFailureIsThereAsJson() {
        assertThat(SimulateText.json(TWENTY, broken(), 1.0)).containsEntry("schema", "netvscd/simulate/2")
                .containsEntry("held", false).containsKeys("digest", "events", "frames", "seedsPerSecond", "findings");
    }

    @Test
    void aMutantThatIsNotFoundOutIsMissed() {
        List<Hunt.Catch> caught = List.of(
                new Hunt.Catch(mutant("never-taken-over"), 3, "datapath"), new Hunt.Catch(mutant("double-join"), 0, ""));

        assertThat(SimulateText.lines(caught)).anyMatch(line -> line.matches("vf +never-taken-over +3 +datapath"))
                .anyMatch(line -> line.matches("master +double-join +- +NOTHING")).last().isEqualTo("MISSED: 1 of 2 mutants");
    }

    @Test
    void refusesSeedsThatAreNoRange() {
        assertThat(run("--seeds", "9..3")).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(err.toString()).contains("--seeds 9..3", "A..B");
        assertThat(run("--seeds", "1..3", "--threads", "0")).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(err.toString()).contains("--threads 0");
    }

    private static Campaign.Result broken() {
        return new Campaign(mutant("never-taken-over").fittings(), true)
                .run(TWENTY.first(), TWENTY.last(), 2, played -> { });
    }

    private static Mutant mutant(String name) {
        return Mutant.all().stream().filter(mutant -> mutant.name().equals(name)).findFirst().orElseThrow();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "simulate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ReplayTool.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
