package io.netvscd.tests.bench.journal;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What everybody writes: the transitions of a real incident, over and over, each time with another stamp. */
final class Load {
    private static final Path INCIDENT = Path.of("tests/src/test/resources/scenarios/041-removed-under-load.conf");

    private final List<TransitionRecord> incident = new ArrayList<>();

    Load() throws ScenarioFileException {
        try (ScenarioPlayer player = new ScenarioPlayer(ScenarioParser.parse(INCIDENT), Machines.all(), incident::add)) {
            player.play();
        }
    }

    /** The record of a tick. */
    TransitionRecord at(OwnerId owner, long tick) {
        TransitionRecord real = incident.get((int) (tick % incident.size()));
        Stamp stamp = new Stamp(1, tick, tick * 1_000_000, 1_790_000_000_000L + tick);
        return new TransitionRecord(stamp, owner, real.input(), real.events(), real.actions(), real.reason(), real.checkpoint());
    }

    /** The incident's owners. */
    Set<OwnerId> owners() {
        return incident.stream().map(TransitionRecord::owner).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The record of this number, from 0, where the incident is lived through over and over by its own owners. */
    TransitionRecord lived(long number) {
        TransitionRecord real = incident.get((int) (number % incident.size()));
        Stamp stamp = new Stamp(1 + number / incident.size(), real.stamp().tick(), number * 1_000_000, 1_790_000_000_000L + number);
        return new TransitionRecord(stamp, real.owner(), real.input(), real.events(), real.actions(), real.reason(), real.checkpoint());
    }

    static OwnerId owner(int number) {
        return OwnerId.vf("eth0", "0002:00:%02x.0".formatted(number));
    }
}
