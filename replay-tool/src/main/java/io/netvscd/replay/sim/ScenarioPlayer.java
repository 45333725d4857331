package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.SwitchLog;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plays one scenario in a world of its own. */
public final class ScenarioPlayer implements AutoCloseable {
    private final Scenario scenario;
    private final VirtualWorld world;
    private final StepRunner runner;
    private final Observations observations;
    private final SwitchLog switches = new SwitchLog();
    private final List<Mismatch> mismatches = new ArrayList<>();
    private int expected;
    private long turns;

    /**
     * Prepares a scenario.
     *
     * @param store is given every record that the daemon's journal writes
     */
    public ScenarioPlayer(
            Scenario scenario, Function<OwnerId.Kind, Machine<?>> machines, Consumer<TransitionRecord> store) {
        this.scenario = scenario;
        world = new VirtualWorld(machines, scenario.nics(), store);
        world.observe(turn -> {
            turns++;
            switches.accept(turn);
        });
        runner = new StepRunner(world);
        observations = new Observations(world);
    }

    /** The world that the scenario is played in. */
    public VirtualWorld world() {
        return world;
    }

    /** Plays all steps; {@link StepFailed}, with file and line, where one cannot be carried out. */
    public PlayResult play() {
        world.startDaemon();
        world.settle();
        List<TimedStep> steps = scenario.steps();
        for (int i = 0; i < steps.size(); i++) {
            TimedStep step = steps.get(i);
            world.runUntil(step.atNs());
            if (overrunFollowsAtOnce(steps, i)) {
                world.kernel().loseMessages();
            }
            carryOut(step);
            if (step.step() instanceof Expectation expectation) {
                check(step, expectation);
            }
        }
        return result();
    }

    private void carryOut(TimedStep step) {
        try {
            if (!(step.step() instanceof Expectation)) {
                runner.run(step);
            }
            world.settle();
        } catch (StepFailed failed) {
            throw new StepFailed(step.at() + ": " + step.step().words() + ": " + failed.getMessage());
        }
    }

    /** What is said at an instant before an overrun of that instant is what the overrun loses. */
    private static boolean overrunFollowsAtOnce(List<TimedStep> steps, int index) {
        for (int i = index; i < steps.size() && steps.get(i).atNs() == steps.get(index).atNs(); i++) {
            if (steps.get(i).step() instanceof NetdevStep netdev && netdev.verb() == NetdevStep.Verb.OVERRUN) {
                return true;
            }
        }
        return false;
    }

    private void check(TimedStep step, Expectation expectation) {
        for (Expectation.Value value : expectation.values()) {
            expected++;
            String found;
            try {
                found = observations.find(step.nic(), value);
            } catch (StepFailed failed) {
                throw new StepFailed(value.at() + ": expect " + value.path() + ": " + failed.getMessage());
            }
            if (!found.equals(value.expected())) {
                mismatches.add(new Mismatch(
                        value.at(), step.atNs(), step.nic(), value.path(), value.expected(), found));
            }
        }
        observations.markNow(step.nic());
    }

    private PlayResult result() {
        SortedMap<String, Checkpoint> traffic = new TreeMap<>();
        SortedMap<String, Long> lost = new TreeMap<>();
        SortedMap<String, Long> duplicates = new TreeMap<>();
        for (VirtualNic nic : world.nics()) {
            traffic.put(nic.setup().name(), nic.counters());
            lost.put(nic.setup().name(), nic.lost());
            duplicates.put(nic.setup().name(), nic.ledger().duplicates());
        }
        return new PlayResult(scenario.name(), scenario.source(), scenario.steps().size(), expected,
                List.copyOf(mismatches),
                turns, world.nowNs(), switches.switches(), traffic, lost, duplicates);
    }

    @Override
    public void close() {
        world.close();
    }
}
