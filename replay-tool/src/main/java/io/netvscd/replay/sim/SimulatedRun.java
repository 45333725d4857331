package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.Divergence;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
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
        try (VirtualWorld world = new VirtualWorld(machines, scenario.nics(), journal::add, memory)) {
            world.observe(this::look);
            play(world);
            frames = world.nics().stream().mapToLong(nic -> nic.counters().master().txFrames()
                    + nic.counters().master().rxFrames()).sum();
        } catch (RuntimeException defect) {
            fail("the simulation broke off: " + defect);
            frames = 0;
        }
        if (failure == null) {
            replay();
        }
        Scenario played = new Scenario(scenario.name(), scenario.source(), scenario.nics(), done);
        return new Outcome(failure, played, turns, frames, refused);
    }

    private void play(VirtualWorld world) {
        StepRunner runner = new StepRunner(world);
        Observations observations = new Observations(world);
        world.startDaemon();
        world.settle();
        for (TimedStep step : scenario.steps()) {
            world.runUntil(step.atNs());
            done.add(step);
            if (step.step() instanceof Expectation expectation) {
                check(step, expectation, observations);
            } else {
                carryOut(step, world, runner);
            }
            if (failure != null) {
                return;
            }
        }
    }

    private void carryOut(TimedStep step, VirtualWorld world, StepRunner runner) {
        boolean restsOnSynthetic = "SYNTHETIC".equals(phase(world, step.nic()));
        long onVfBefore = world.nic(step.nic()).counters().vf().txFrames();
        if (step.step() instanceof DaemonStep daemon && daemon.verb() == DaemonStep.Verb.CRASH) {
            compareWithJournal(step, world);
        }
        try {
            runner.run(step);
        } catch (StepFailed impossible) {
            done.remove(done.size() - 1);
            return;
        }
        world.settle();
        long onVf = world.nic(step.nic()).counters().vf().txFrames() - onVfBefore;
        if (step.step() instanceof SendStep && restsOnSynthetic && onVf > 0) {
            fail(step, onVf + " frames left on the VF though the path is synthetic");
        }
        if (world.nic(step.nic()).ledger().duplicates() > 0) {
            fail(step, "a frame arrived twice");
        }
    }

    private static String phase(VirtualWorld world, String nic) {
        return world.owners() == null ? "" : world.owners().of(OwnerId.master(nic)).phase().name();
    }

    /** What a new daemon would recover is what this one knows. */
    private void compareWithJournal(TimedStep step, VirtualWorld world) {
        if (world.owners() == null || !world.journal().healthy()) {
            return;
        }
        Owners recovered = new Owners(machines);
        world.journal().written().forEach(turn -> recovered.of(turn.owner()).apply(turn.events()));
        for (VirtualOwner<?> owner : world.owners().all()) {
            if (!owner.state().equals(recovered.of(owner.id()).state())) {
                fail(step, owner.id() + " would recover as " + recovered.of(owner.id()).state() + ", and is "
                        + owner.state());
            }
        }
    }

    private void check(TimedStep step, Expectation expectation, Observations observations) {
        for (Expectation.Value value : expectation.values()) {
            String found;
            try {
                found = observations.find(step.nic(), value);
            } catch (StepFailed none) {
                found = "nothing";
            }
            if (!found.equals(value.expected())) {
                fail(step, value.path() + ": expected " + value.expected() + ", found " + found);
            }
        }
        observations.markNow(step.nic());
    }

    private void look(TransitionRecord turn) {
        turns++;
        if (turn.reason() != null && turn.reason().startsWith("defect: ")) {
            fail(turn.owner() + " on " + turn.input() + ": " + turn.reason());
        }
        if (turn.reason() != null && turn.reason().startsWith("refused: ")) {
            refused++;
        }
    }

    private void replay() {
        Replayer replayer = new Replayer(machines, false);
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
