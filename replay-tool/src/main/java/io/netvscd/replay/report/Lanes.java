package io.netvscd.replay.report;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.PortCounters;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the lanes of the timeline: host, PCI, VFs, master, data path and frame rates. */
final class Lanes {
    private record Counted(Checkpoint checkpoint, long atNs) {
    }

    /** The order of lanes from the top down; the ordinal comes first in a lane's key. */
    private enum Place {
        HOST,
        PCI,
        VF,
        MASTER,
        DATA_PATH,
        FRAMES
    }

    private static final double NS_PER_SECOND = 1e9;

    private final SortedMap<String, LaneBuilder> builders = new TreeMap<>();
    private final Map<String, Counted> counted = new HashMap<>();
    private long bootEpoch = -1;

    void accept(Timeline.Line line, long atNs) {
        TransitionRecord turn = line.turn();
        if (turn.stamp().bootEpoch() != bootEpoch) {
            bootEpoch = turn.stamp().bootEpoch();
            builders.values().forEach(builder -> builder.holds(null, atNs));
            counted.clear();
        }
        OwnerId owner = turn.owner();
        switch (owner.kind()) {
            case CHANNEL -> host(line, atNs);
            case WATCHER -> pci(turn, atNs);
            case VF -> lane(Place.VF, owner.nic(), "VF " + owner.vf()).holds(line.after(), atNs);
            case MASTER -> master(line, atNs);
            default -> throw new IllegalArgumentException("an owner without a lane: " + owner);
        }
    }

    List<Lane> lanes(long endNs) {
        List<Lane> lanes = new ArrayList<>();
        builders.values().forEach(builder -> lanes.add(builder.lane(endNs)));
        return lanes;
    }

    private void host(Timeline.Line line, long atNs) {
        LaneBuilder lane = lane(Place.HOST, line.turn().owner().nic(), "host, channel");
        lane.holds(line.after(), atNs);
        if (line.turn().input() instanceof ChannelInput.ChannelOffered
                || line.turn().input() instanceof ChannelInput.ChannelRescinded
                || line.turn().input() instanceof ChannelInput.HostMessage) {
            lane.mark(RecordText.of(line.turn().input()), atNs);
        }
    }

    private void pci(TransitionRecord turn, long atNs) {
        if (!(turn.input() instanceof WatcherInput) || turn.reason() != null) {
            return;
        }
        lane(Place.PCI, "", "PCI, netdevs").mark(RecordText.of(turn.input()), atNs);
    }

    private void master(Timeline.Line line, long atNs) {
        TransitionRecord turn = line.turn();
        String nic = turn.owner().nic();
        LaneBuilder lane = lane(Place.MASTER, nic, "master");
        lane.holds(line.after(), atNs);
        if (turn.input() instanceof MasterInput.HostForcedPath) {
            lane.mark(RecordText.of(turn.input()), atNs);
        }
        for (Event event : turn.events()) {
            if (event instanceof MasterEvent.MasterReset || event instanceof MasterEvent.PathFellBack) {
                lane(Place.DATA_PATH, nic, "data path").holds(DataPath.SYNTHETIC.word(), atNs);
            } else if (event instanceof MasterEvent.PathInUse use) {
                lane(Place.DATA_PATH, nic, "data path").holds(use.path().word(), atNs);
            }
        }
        if (turn.checkpoint() != null) {
            frames(nic, new Counted(turn.checkpoint(), atNs));
        }
    }

    private void frames(String nic, Counted now) {
        Counted before = counted.put(nic, now);
        if (before == null || before.atNs() == now.atNs()) {
            return;
        }
        double seconds = (now.atNs() - before.atNs()) / NS_PER_SECOND;
        lane(Place.FRAMES, nic, "frames a second").rate(new Rate(before.atNs(), now.atNs(),
                frames(before.checkpoint().vf(), now.checkpoint().vf()) / seconds,
                frames(before.checkpoint().synthetic(), now.checkpoint().synthetic()) / seconds));
    }

    private static long frames(PortCounters before, PortCounters after) {
        return Math.max(0, after.txFrames() - before.txFrames()) + Math.max(0, after.rxFrames() - before.rxFrames());
    }

    private LaneBuilder lane(Place place, String nic, String name) {
        return builders.computeIfAbsent(nic + '\0' + place.ordinal() + name,
                absent -> new LaneBuilder(nic.isEmpty() ? name : nic + ": " + name));
    }
}
