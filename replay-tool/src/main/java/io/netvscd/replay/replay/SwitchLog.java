package io.netvscd.replay.replay;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads from the records of masters when their data path moved, and how long each move took. */
public final class SwitchLog {
    private static final class Nic {
        private DataPath path = DataPath.SYNTHETIC;
        private final Map<DataPath, Stamp> since = new EnumMap<>(DataPath.class);
    }

    private final Map<String, Nic> nics = new HashMap<>();
    private final List<PathSwitch> switches = new ArrayList<>();

    /** The moves so far, in order. */
    public List<PathSwitch> switches() {
        return List.copyOf(switches);
    }

    /** Takes the next record. */
    public void accept(TransitionRecord turn) {
        if (turn.owner().kind() != OwnerId.Kind.MASTER) {
            return;
        }
        Nic nic = nics.computeIfAbsent(turn.owner().nic(), name -> new Nic());
        for (Event event : turn.events()) {
            if (event instanceof MasterEvent.MasterReset) {
                nic.path = DataPath.SYNTHETIC;
                nic.since.clear();
            } else if (event instanceof MasterEvent.SwitchAsked asked) {
                nic.since.putIfAbsent(asked.path(), turn.stamp());
            } else if (event instanceof MasterEvent.PathOrdered ordered) {
                nic.since.putIfAbsent(ordered.path(), turn.stamp());
            } else if (event instanceof MasterEvent.PathInUse inUse) {
                moved(turn, nic, inUse.path(), false);
            } else if (event instanceof MasterEvent.PathFellBack) {
                moved(turn, nic, DataPath.SYNTHETIC, true);
            }
        }
    }

    private void moved(TransitionRecord turn, Nic nic, DataPath to, boolean fellBack) {
        Stamp since = nic.since.get(to);
        nic.since.clear();
        if (nic.path != to) {
            nic.path = to;
            long durationNs = since == null || fellBack ? 0 : turn.stamp().monotonicNs() - since.monotonicNs();
            switches.add(new PathSwitch(turn.stamp(), turn.owner().nic(), to, durationNs, fellBack));
        }
    }
}
