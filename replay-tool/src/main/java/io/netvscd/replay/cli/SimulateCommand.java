package io.netvscd.replay.cli;

import io.netvscd.replay.scenario.ScenarioText;
import io.netvscd.replay.seeds.Simulation;
import io.netvscd.replay.sim.Machines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate --seeds A..B}. */
@Command(
        name = "simulate",
        description = {
            "Draws an incident from each seed, plays it, checks the invariants, and replays its journal.",
            "A failure is cut down and printed as a scenario file. Exit code 0: all held; 1: one did not."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
    /** Seeds between two lines of progress. */
    private static final int CHUNK = 2_000;
    private static final int FAILURES_MAX = 10;

    @Option(names = "--seeds", paramLabel = "A..B", required = true,
            description = "Both included; one number: one seed.")
    private String seeds;

    @Option(names = "--whole", description = "Print failing scenarios whole, not cut down.")
    private boolean whole;

    @Mixin
    private Printing printing;

    private long played;
    private long steps;
    private long turns;
    private long frames;
    private long refused;

    @Override
    public Integer call() {
        Matcher range = RANGE.matcher(seeds);
        if (!range.matches()) {
            throw new BadInput("--seeds " + seeds + ": allowed: A..B (1..10000), or one seed");
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        long beganNs = System.nanoTime();
        int failures = 0;
        for (long from = first; from <= last && failures < FAILURES_MAX; from += CHUNK) {
            long to = Math.min(last, from + CHUNK - 1);
            for (Simulation.SeedResult result : play(from, to)) {
                count(result);
                if (result.failure() != null && failures < FAILURES_MAX) {
                    failures++;
                    print(result.failure());
                }
            }
            printing.err().printf("%d of %d seeds, %.0f a second%n", to - first + 1, last - first + 1,
                    (to - first + 1) * 1e9 / (System.nanoTime() - beganNs));
        }
        printSum(failures);
        return failures == 0 ? ExitCodes.DONE : ExitCodes.NO;
    }

    private List<Simulation.SeedResult> play(long from, long to) {
        ThreadLocal<Simulation> simulation = ThreadLocal.withInitial(() -> new Simulation(Machines.all(), !whole));
        return LongStream.rangeClosed(from, to).parallel().mapToObj(seed -> simulation.get().play(seed)).toList();
    }

    private void count(Simulation.SeedResult result) {
        played++;
        steps += result.steps();
        turns += result.turns();
        frames += result.frames();
        refused += result.refused();
    }

    private void print(Simulation.Failure failure) {
        if (printing.json()) {
            Map<String, Object> json = Json.document("simulate");
            json.put("seed", failure.seed());
            json.put("failure", failure.what());
            json.put("scenario", ScenarioText.of(failure.minimal()));
            printing.printJson(json);
            return;
        }
        printing.out().println("seed " + failure.seed() + ": " + failure.what());
        printing.out().println("  again: replay-tool simulate --seeds " + failure.seed());
        printing.out().print(ScenarioText.of(failure.minimal()).indent(2));
    }

    private void printSum(int failures) {
        if (printing.json()) {
            Map<String, Object> json = Json.document("simulate");
            json.put("seeds", played);
            json.put("steps", steps);
            json.put("turns", turns);
            json.put("frames", frames);
            json.put("refused", refused);
            json.put("failures", failures);
            printing.printJson(json);
        } else {
            printing.out().println(played + " seeds, " + steps + " steps, " + turns + " turns, " + frames + " frames, "
                    + refused + " inputs refused; "
                    + (failures == 0 ? "every invariant held" : failures + " failures"));
        }
    }
}
