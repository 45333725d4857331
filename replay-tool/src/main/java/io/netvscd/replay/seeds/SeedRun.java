package io.netvscd.replay.seeds;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.Divergence;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.sim.Fittings;
import io.netvscd.replay.sim.Invariants;
import io.netvscd.replay.sim.Mismatch;
import io.netvscd.replay.sim.Playing;
import io.netvscd.replay.sim.StepFailed;
import io.netvscd.replay.sim.VirtualWorld;
import io.netvscd.replay.sim.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One drawn scenario, played with the invariants checked whenever nothing is left to do that needs no time, and its
 * journal replayed at the end. A step that cannot be carried out (the device is gone already) is left out.
 */
final class SeedRun {
    /**
     * What it came to.
     *
     * @param failure null where every invariant held
     * @param done    the scenario without the steps that could not be carried out
     */
    record Outcome(Failure failure, Scenario done, Totals totals) {
    }

    private final Fittings fittings;
    private final Scenario scenario;
    private final List<TimedStep> done = new ArrayList<>();
    private final List<TransitionRecord> journal = new ArrayList<>();
    private Failure failure;
    private long turns;
    private long events;
    private long refused;

    private SeedRun(Scenario scenario, Fittings fittings) {
        this.scenario = scenario;
        this.fittings = fittings;
    }

    /** Plays a scenario. */
    static Outcome of(Scenario scenario, Fittings fittings) {
        return new SeedRun(scenario, fittings).run();
    }

    private Outcome run() {
        Totals totals = Totals.NONE;
        try (VirtualWorld world = new VirtualWorld(fittings, scenario.conditions(), scenario.nics(), journal::add)) {
            Invariants invariants = new Invariants(world);
            world.observe(this::look);
            play(world, invariants);
            totals = new Totals(1, done.size(), turns, events, world.frames(), refused, invariants.checkedAtRest(),
                    world.journal().digest() * 31 + world.frames());
        } catch (RuntimeException defect) {
            fail(Failure.of("the simulation broke off", defect.toString(), ""));
        }
        if (failure == null) {
            replay();
        }
        return new Outcome(failure, scenario.withSteps(done), totals);
    }

    private void play(VirtualWorld world, Invariants invariants) {
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
            for (Violation violation : invariants.violations()) {
                fail(Failure.of("invariant " + violation.invariant(), violation.what(),
                        where(violation.atNs(), violation.subject())));
            }
            if (step.step() instanceof Expectation expectation) {
                check(playing, step, expectation);
            }
        }
    }

    private void check(Playing playing, TimedStep step, Expectation expectation) {
        try {
            for (Mismatch missed : playing.check(step, expectation)) {
                fail(Failure.of(missed.path(), "expected " + missed.expected() + ", found " + missed.found(),
                        where(step.atNs(), step.nic())));
            }
        } catch (StepFailed impossible) {
            fail(Failure.of("expectation", impossible.getMessage(), where(step.atNs(), step.nic())));
        }
    }

    private static String where(long atNs, String subject) {
        return String.format(Locale.ROOT, "at %.6f s, %s", atNs / 1e9, subject);
    }

    private void look(TransitionRecord turn) {
        turns++;
        events += turn.events().size();
        refused += turn.reason() != null && turn.reason().startsWith("refused: ") ? 1 : 0;
    }

    private void replay() {
        Replayer replayer = new Replayer(fittings.machines(), false);
        journal.sort(Comparator.comparing(TransitionRecord::stamp));
        for (TransitionRecord turn : journal) {
            if (!replayer.accept(turn)) {
                break;
            }
        }
        ReplayReport report = replayer.report();
        if (!report.agreed()) {
            Divergence first = report.divergences().get(0);
            fail(Failure.of("invariant 8", "the replay diverges in a " + first.owner().kind() + "'s " + first.aspect()
                    + ": recorded " + first.recorded() + ", now " + first.now(),
                    "at " + first.stamp().bootEpoch() + ":" + first.stamp().tick() + ", " + first.owner()));
        }
    }

    private void fail(Failure found) {
        if (failure == null) {
            failure = found;
        }
    }
}
