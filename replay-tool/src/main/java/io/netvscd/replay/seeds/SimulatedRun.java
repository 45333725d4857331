package io.netvscd.replay.seeds;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.Divergence;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.sim.Invariants;
import io.netvscd.replay.sim.Playing;
import io.netvscd.replay.sim.StepFailed;
import io.netvscd.replay.sim.VirtualWorld;
import io.netvscd.replay.sim.WireMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * One drawn scenario, played with the invariants checked after every step and its journal replayed at the end. A step
 * that cannot be carried out (the device is gone already) is left out.
 */
final class SimulatedRun {
    /**
     * What it came to.
     *
     * @param failure null where every invariant held
     * @param done    the scenario without the steps that could not be carried out
     */
    record Outcome(String failure, Scenario done, long turns, long frames, long refused) {
    }

    private final Function<OwnerId.Kind, Machine<?>> machines;
    private final Scenario scenario;
    private final WireMemory memory;
    private final List<TimedStep> done = new ArrayList<>();
    private final List<TransitionRecord> journal = new ArrayList<>();
    private Invariants invariants;
    private String failure;
    private long turns;
    private long refused;

    private SimulatedRun(Scenario scenario, Function<OwnerId.Kind, Machine<?>> machines, WireMemory memory) {
        this.scenario = scenario;
        this.machines = machines;
        this.memory = memory;
    }

    /** Plays a scenario. */
    static Outcome of(Scenario scenario, Function<OwnerId.Kind, Machine<?>> machines, WireMemory memory) {
        return new SimulatedRun(scenario, machines, memory).run();
    }

    private Outcome run() {
        long frames;
        try (VirtualWorld world =
                new VirtualWorld(machines, scenario.conditions(), scenario.nics(), journal::add, memory)) {
            invariants = new Invariants(world);
            world.observe(this::look);
            play(world);
            frames = world.frames();
        } catch (RuntimeException defect) {
            fail("the simulation broke off: " + defect);
            frames = 0;
        }
        if (failure == null) {
            replay();
        }
        Scenario played = scenario.withSteps(done);
        return new Outcome(failure, played, turns, frames, refused);
    }

    private void play(VirtualWorld world) {
        Playing playing = new Playing(world, scenario.steps());
        for (int i = 0; i < scenario.steps().size() && failure == null; i++) {
            TimedStep step = scenario.steps().get(i);
            try {
                playing.carryOut(i);
                done.add(step);
            } catch (StepFailed impossible) {
                continue;
            }
            invariants.checkRecovery();
            invariants.violations().stream().findFirst().ifPresent(broken -> fail(step, broken.toString()));
            if (step.step() instanceof Expectation expectation) {
                check(playing, step, expectation);
            }
        }
    }

    private void check(Playing playing, TimedStep step, Expectation expectation) {
        try {
            playing.check(step, expectation).forEach(missed -> fail(step, missed.path() + ": expected "
                    + missed.expected() + ", found " + missed.found()));
        } catch (StepFailed impossible) {
            fail(step, impossible.getMessage());
        }
    }

    private void look(TransitionRecord turn) {
        turns++;
        if (turn.reason() != null && turn.reason().startsWith("refused: ")) {
            refused++;
        }
    }

    private void replay() {
        Replayer replayer = new Replayer(machines, false);
        journal.sort(Comparator.comparing(TransitionRecord::stamp));
        for (TransitionRecord turn : journal) {
            if (!replayer.accept(turn)) {
                break;
            }
        }
        ReplayReport report = replayer.report();
        if (!report.agreed()) {
            Divergence first = report.divergences().get(0);
            fail("replay diverges at " + first.stamp().bootEpoch() + ":" + first.stamp().tick() + ", " + first.owner()
                    + ", " + first.aspect() + ": recorded " + first.recorded() + ", now " + first.now());
        }
    }

    private void fail(TimedStep step, String what) {
        fail("at " + step.atNs() / 1_000_000.0 + " ms (" + step.step().words() + "): " + what);
    }

    private void fail(String what) {
        if (failure == null) {
            failure = what;
        }
    }
}
