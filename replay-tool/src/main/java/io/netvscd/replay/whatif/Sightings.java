package io.netvscd.replay.whatif;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a record saw of each device in the course of a life of the daemon. */
final class Sightings {
    /** A device as it was seen at a turn; with no look where it was seen to be gone. */
    private record Sighting(int index, Netdev look) {
    }

    private final Script script;
    private final Map<Integer, List<Sighting>> byIfindex = new HashMap<>();

    Sightings(Script script) {
        this.script = script;
    }

    /** Reads the life that begins with this turn, and notes in the script what was known of a device at each sighting. */
    void read(int first) {
        byIfindex.clear();
        List<TransitionRecord> turns = script.turns();
        long epoch = turns.get(first).stamp().bootEpoch();
        for (int i = first; i < turns.size() && turns.get(i).stamp().bootEpoch() == epoch; i++) {
            if (turns.get(i).input() instanceof WatcherInput.NetdevSeen seen) {
                add(i, seen.netdev());
            } else if (turns.get(i).input() instanceof WatcherInput.NetdevDump dump) {
                for (Netdev netdev : dump.netdevs()) {
                    add(i, netdev);
                }
            } else if (turns.get(i).input() instanceof WatcherInput.NetdevGone gone) {
                byIfindex.computeIfAbsent(gone.ifindex(), ifindex -> new ArrayList<>()).add(new Sighting(i, null));
            }
        }
        byIfindex.values().forEach(this::note);
    }

    /** The turn at which a device was first seen to be as it was set, if it was not before; -1 where it was not seen so by then. */
    int shown(int after, Action.SetNetdev set, long untilNs) {
        boolean before = false;
        for (Sighting sighting : byIfindex.getOrDefault(set.ifindex(), List.of())) {
            boolean shows = sighting.look != null && shows(sighting.look, set);
            if (sighting.index > after && script.atNs(sighting.index) > untilNs) {
                return -1;
            } else if (sighting.index > after && shows && !before) {
                return sighting.index;
            }
            before = shows;
        }
        return -1;
    }

    private void add(int index, Netdev netdev) {
        byIfindex.computeIfAbsent(netdev.ifindex(), ifindex -> new ArrayList<>()).add(new Sighting(index, netdev));
    }

    private void note(List<Sighting> sightings) {
        Netdev last = null;
        for (int i = 0; i < sightings.size(); i++) {
            Sighting sighting = sightings.get(i);
            if (sighting.look != null) {
                script.saw(sighting.index, sighting.look.ifindex(), last, linkFrom(sightings, i));
            }
            last = sighting.look;
        }
    }

    /** A link shows once its device is up; where that was never seen, it is taken to be there. */
    private static boolean linkFrom(List<Sighting> sightings, int from) {
        for (int i = from; i < sightings.size() && sightings.get(i).look != null; i++) {
            if (sightings.get(i).look.up()) {
                return sightings.get(i).look.carrier();
            }
        }
        return true;
    }

    private static boolean shows(Netdev look, Action.SetNetdev set) {
        return switch (set.setting()) {
            case ADMIN -> look.up() == (set.value() != 0);
            case MTU -> look.mtu() == set.value();
            case MAC -> look.mac().equals(new MacAddress(set.value()));
            case PROMISCUOUS -> look.promiscuous() == (set.value() != 0);
            default -> false;
        };
    }
}
