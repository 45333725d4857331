package io.netvscd.replay.cli;

import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.PlayResult;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code play SCENARIO}. */
@Command(
        name = "play",
        description = {
            "Plays a scenario file on virtual time: the real machines, the real forwarding core, the embedded host.",
            "Exit code 0: every expectation was met; 1: one was not; 2: the file cannot be played."
        },
        mixinStandardHelpOptions = true)
final class PlayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario file.")
    private Path file;

    @Option(names = "--journal", paramLabel = "DIR", description = "Keep the journal in this folder, new or empty.")
    private Path journal;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() throws ScenarioFileException {
        Scenario scenario = ScenarioParser.parse(file);
        PlayResult result;
        try (PlayedJournal keeper = PlayedJournal.in(journal);
                ScenarioPlayer player = new ScenarioPlayer(scenario, Machines.all(), keeper)) {
            result = player.play();
        }
        if (printing.json()) {
            printing.printJson(PlayText.json(result));
        } else {
            PlayText.lines(result).forEach(printing.out()::println);
        }
        return result.passed() ? ExitCodes.DONE : ExitCodes.NO;
    }
}
