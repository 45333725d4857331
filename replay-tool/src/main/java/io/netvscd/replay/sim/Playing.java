package io.netvscd.replay.sim;

import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
import java.util.List;

/** Makes the steps of a scenario happen in a world, one after the other. */
public final class Playing {
    private final VirtualWorld world;
    private final List<TimedStep> steps;
    private final StepRunner runner;
    private final Observations observations;

    /** Begins with a daemon that has just been started. */
    public Playing(VirtualWorld world, List<TimedStep> steps) {
        this.world = world;
        this.steps = steps;
        runner = new StepRunner(world);
        observations = new Observations(world);
        world.startDaemon();
        world.settle();
    }

    /**
     * Time passes up to a step, then it happens, and all that follows from it without the passing of time;
     * {@link StepFailed} where it cannot happen. Of an expectation nothing happens.
     */
    public void carryOut(int index) {
        TimedStep step = steps.get(index);
        world.runUntil(step.atNs());
        if (overrunFollowsAtOnce(index)) {
            world.kernel().loseMessages();
        }
        if (!(step.step() instanceof Expectation)) {
            world.beforeStep(step);
            runner.run(step);
        }
        world.settle();
    }

    /** What is not as expected; {@code carried}, {@code delivered} and {@code lost} count anew from now on. */
    public List<Mismatch> check(TimedStep step, Expectation expectation) {
        List<Mismatch> mismatches = new ArrayList<>();
        for (Expectation.Value value : expectation.values()) {
            String found = find(step, value);
            if (!found.equals(value.expected())) {
                mismatches.add(new Mismatch(
                        value.at(), step.atNs(), step.nic(), value.path(), value.expected(), found));
            }
        }
        observations.markNow(step.nic());
        return mismatches;
    }

    private String find(TimedStep step, Expectation.Value value) {
        try {
            return observations.find(step.nic(), value);
        } catch (StepFailed failed) {
            throw new StepFailed(value.at() + ": expect " + value.path() + ": " + failed.getMessage());
        }
    }

    /** What is said at an instant before an overrun of that instant is what the overrun loses. */
    private boolean overrunFollowsAtOnce(int index) {
        for (int i = index; i < steps.size() && steps.get(i).atNs() == steps.get(index).atNs(); i++) {
            if (steps.get(i).step() instanceof NetdevStep netdev && netdev.verb() == NetdevStep.Verb.OVERRUN) {
                return true;
            }
        }
        return false;
    }
}
