package io.netvscd.replay.seeds;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.sim.WireMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plays the scenarios of seeds, and cuts the failing ones down to the steps that matter. */
public final class Simulation {
    private static final int CUTS_MAX = 400;
    /** The offer and what opens the master: without them nothing could be expected. */
    private static final int KEPT = 2;

    /**
     * A seed whose scenario broke an invariant.
     *
     * @param what    the first invariant broken
     * @param minimal the scenario, cut down
     */
    public record Failure(long seed, String what, Scenario minimal) {
    }

    /**
     * What one seed came to.
     *
     * @param failure null where every invariant held
     * @param refused inputs without a row in their machine's table
     */
    public record SeedResult(long seed, int steps, long turns, long frames, long refused, Failure failure) {
    }

    private final Function<OwnerId.Kind, Machine<?>> machines;
    private final boolean cutDown;
    private final WireMemory memory = new WireMemory();

    /**
     * Prepares a simulation.
     *
     * @param cutDown leave out of a failing scenario what does not matter
     */
    public Simulation(Function<OwnerId.Kind, Machine<?>> machines, boolean cutDown) {
        this.machines = machines;
        this.cutDown = cutDown;
    }

    /** Plays one seed. */
    public SeedResult play(long seed) {
        DrawnScenario drawn = DrawnScenario.of(seed);
        SimulatedRun.Outcome outcome = SimulatedRun.of(drawn.scenario(), machines, memory);
        Failure failure = outcome.failure() == null ? null : new Failure(seed, outcome.failure(),
                minimise(outcome.done(), drawn.firstMending(), kind(outcome.failure())));
        return new SeedResult(seed, outcome.done().steps().size(), outcome.turns(), outcome.frames(), outcome.refused(),
                failure);
    }

    /** Leaves out ever smaller runs of steps, as long as it goes on failing in the same way. */
    private Scenario minimise(Scenario failing, int firstMending, String kind) {
        if (!cutDown) {
            return failing;
        }
        List<TimedStep> steps = new ArrayList<>(failing.steps());
        int tries = 0;
        for (int length = Math.max(1, steps.size() / 2); length >= 1; length /= 2) {
            for (int from = KEPT; from + length <= cuttable(steps, firstMending) && tries < CUTS_MAX; ) {
                List<TimedStep> fewer = new ArrayList<>(steps.subList(0, from));
                fewer.addAll(steps.subList(from + length, steps.size()));
                Scenario candidate = failing.withSteps(fewer);
                SimulatedRun.Outcome outcome = SimulatedRun.of(candidate, machines, memory);
                tries++;
                if (outcome.failure() != null && kind(outcome.failure()).equals(kind)) {
                    steps = fewer;
                } else {
                    from += length;
                }
            }
        }
        return failing.withSteps(steps);
    }

    private static long cuttable(List<TimedStep> steps, int firstMending) {
        return steps.stream().filter(step -> step.at().line() < firstMending).count();
    }

    /** A failure without its figures. */
    private static String kind(String failure) {
        return failure.replaceFirst("^at .*?: ", "").replaceAll("[0-9]+", "#");
    }
}
