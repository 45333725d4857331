package io.netvscd.replay.cli;

import io.netvscd.replay.seeds.Campaign;
import io.netvscd.replay.seeds.mutant.Hunt;
import io.netvscd.replay.seeds.mutant.Mutant;
import io.netvscd.replay.sim.Fittings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate --seeds A..B}. */
@Command(
        name = "simulate",
        description = {
            "Draws an incident from each seed, plays it, checks the invariants, and replays its journal.",
            "Failures are folded by what failed; the first of each kind is cut down and printed as a scenario file.",
            "Exit code 0: all held (with --mutants: all were found out); 1: one did not."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--seeds", paramLabel = "A..B", required = true,
            description = "Both included; one number: one seed.")
    private String seeds;

    @Option(names = "--threads", paramLabel = "N",
            description = "As many runs at a time; as many as there are processors where it is left out.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--mutants", description = {
        "Play with daemons that are broken on purpose, each until a seed finds it out: what the simulation can see."
    })
    private boolean mutants;

    @Option(names = "--whole", description = "Print failing scenarios whole, not cut down.")
    private boolean whole;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        SeedRange range = SeedRange.parse(seeds);
        if (threads < 1) {
            throw new BadInput("--threads " + threads + ": allowed: 1 and more");
        }
        if (mutants) {
            return hunt(range);
        }
        Progress progress = new Progress(printing.err(), range.count());
        Campaign.Result result =
                new Campaign(Fittings::sound, !whole).run(range.first(), range.last(), threads, progress);
        double seconds = progress.end();
        if (printing.json()) {
            printing.printJson(SimulateText.json(range, result, seconds));
        } else {
            SimulateText.lines(result, seconds).forEach(printing.out()::println);
        }
        return result.findings().isEmpty() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private int hunt(SeedRange range) {
        List<Hunt.Catch> caught = Hunt.hunt(Mutant.all(), range.first(), range.last());
        if (printing.json()) {
            printing.printJson(SimulateText.json(range, caught));
        } else {
            SimulateText.lines(caught).forEach(printing.out()::println);
        }
        return caught.stream().allMatch(Hunt.Catch::caught) ? ExitCodes.DONE : ExitCodes.NO;
    }
}
