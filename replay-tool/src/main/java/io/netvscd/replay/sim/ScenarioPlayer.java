package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.SwitchLog;
import io.netvscd.replay.scenario.Expectation;
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
        world = new VirtualWorld(Fittings.of(machines), scenario.conditions(), scenario.nics(), store);
        world.observe(turn -> {
            turns++;
            switches.accept(turn);
        });
    }

    /** The world that the scenario is played in. */
    public VirtualWorld world() {
        return world;
    }

    /** Plays all steps; {@link StepFailed}, with file and line, where one cannot be carried out. */
    public PlayResult play() {
        Playing playing = new Playing(world, scenario.steps());
        for (int i = 0; i < scenario.steps().size(); i++) {
            TimedStep step = scenario.steps().get(i);
            carryOut(playing, i, step);
            if (step.step() instanceof Expectation expectation) {
                expected += expectation.values().size();
                mismatches.addAll(playing.check(step, expectation));
            }
        }
        return result();
    }

    private static void carryOut(Playing playing, int index, TimedStep step) {
        try {
            playing.carryOut(index);
        } catch (StepFailed failed) {
            throw new StepFailed(step.at() + ": " + step.step().words() + ": " + failed.getMessage());
        }
    }

    private PlayResult result() {
        SortedMap<String, Checkpoint> traffic = new TreeMap<>();
        SortedMap<String, Long> lost = new TreeMap<>();
        SortedMap<String, Long> duplicates = new TreeMap<>();
        for (VirtualNic nic : world.nics()) {
            traffic.put(nic.setup().name(), nic.counters());
            lost.put(nic.setup().name(), nic.lost());
            duplicates.put(nic.setup().name(), nic.traffic().duplicates());
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
