package io.netvscd.actors.machine.watcher;

import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpAwaited;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpTaken;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchBegun;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchEnded;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What the watcher knows.
 *
 * @param watch           counts the beginnings of a watch; the generation of its timers
 * @param nics            the NICs that VFs are looked for
 * @param netdevs         by ifindex: every netdev that is a VF or could become one
 * @param vfs             by ifindex: the netdevs that were recognised
 * @param functions       slot names of PCI functions that were added, by address; some never get a netdev
 * @param lastGeneration  of the latest recognition
 * @param vanished        by generation: the owners of the latest VFs that vanished
 * @param sinceRequest    the netdevs that messages told of while a dump was awaited: there the dump may be the older
 *                        one
 */
public record WatcherState(
        WatcherPhase phase,
        long watch,
        List<NicFacts> nics,
        SortedMap<Integer, Netdev> netdevs,
        SortedMap<Integer, VfSighting> vfs,
        SortedMap<String, String> functions,
        long lastGeneration,
        SortedMap<Long, OwnerId> vanished,
        SortedSet<Integer> sinceRequest) {
    /** Many more than can vanish between a record and a crash that loses what it ordered. */
    static final int VANISHED_MAX = 16;
    /** Before the first watch. */
    public static final WatcherState INITIAL = new WatcherState(WatcherPhase.STOPPED, 0, List.of(),
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, new TreeMap<>(), new TreeSet<>());

    public WatcherState {
        nics = List.copyOf(nics);
        netdevs = Collections.unmodifiableSortedMap(netdevs);
        vfs = Collections.unmodifiableSortedMap(vfs);
        functions = Collections.unmodifiableSortedMap(functions);
        vanished = Collections.unmodifiableSortedMap(vanished);
        sinceRequest = Collections.unmodifiableSortedSet(sinceRequest);
    }

    /** Whether a dump is on its way. */
    boolean awaitsDump() {
        return phase == WatcherPhase.DUMPING || phase == WatcherPhase.RESYNCING;
    }

    /** The state once {@code event} is true. */
    WatcherState after(WatcherEvent event) {
        if (event instanceof WatchBegun begun) {
            return begin(begun.nics());
        } else if (event instanceof WatchEnded) {
            return in(WatcherPhase.STOPPED);
        } else if (event instanceof DumpAwaited) {
            return phase == WatcherPhase.WATCHING ? in(WatcherPhase.RESYNCING) : this;
        } else if (event instanceof DumpTaken) {
            return in(WatcherPhase.WATCHING);
        } else if (event instanceof NetdevNoted noted) {
            return withNetdevs(map -> map.put(noted.netdev().ifindex(), noted.netdev()))
                    .touched(noted.netdev().ifindex());
        } else if (event instanceof NetdevForgotten gone) {
            return forgotten(gone.ifindex()).touched(gone.ifindex());
        } else if (event instanceof VfRecognised vf) {
            return recognised(vf);
        } else if (event instanceof FunctionNoted noted) {
            return withFunctions(map -> map.put(noted.pciAddress(), noted.slot()));
        } else if (event instanceof FunctionForgotten gone) {
            return withFunctions(map -> map.remove(gone.pciAddress()));
        }
        throw new IllegalArgumentException("not known to the watcher: " + event);
    }

    /** A new watch knows nothing but which VFs an earlier life told of: their owners must hear what became of them. */
    private WatcherState begin(List<NicFacts> watched) {
        SortedMap<Integer, VfSighting> earlier = new TreeMap<>(vfs);
        earlier.replaceAll((ifindex, vf) -> vf.ofEarlierLife());
        return new WatcherState(WatcherPhase.DUMPING, watch + 1, watched,
                new TreeMap<>(), earlier, new TreeMap<>(), lastGeneration, vanished, new TreeSet<>());
    }

    private WatcherState in(WatcherPhase next) {
        return new WatcherState(next, watch, nics, netdevs, vfs, functions, lastGeneration, vanished, new TreeSet<>());
    }

    private WatcherState recognised(VfRecognised vf) {
        WatcherState known = withVfs(map ->
                map.put(vf.ifindex(), new VfSighting(vf.nic(), vf.vf(), vf.generation(), false)));
        return new WatcherState(phase, watch, nics, netdevs, known.vfs, functions, vf.generation(), vanished,
                sinceRequest);
    }

    private WatcherState forgotten(int ifindex) {
        SortedMap<Long, OwnerId> gone = new TreeMap<>(vanished);
        VfSighting vf = vfs.get(ifindex);
        if (vf != null) {
            gone.put(vf.generation(), vf.owner());
            while (Collections.frequency(gone.values(), vf.owner()) > 1) {
                gone.values().remove(vf.owner());
            }
        }
        if (gone.size() > VANISHED_MAX) {
            gone.remove(gone.firstKey());
        }
        WatcherState rest = withNetdevs(map -> map.remove(ifindex)).withVfs(map -> map.remove(ifindex));
        return new WatcherState(phase, watch, nics, rest.netdevs, rest.vfs, functions, lastGeneration, gone,
                sinceRequest);
    }

    private WatcherState touched(int ifindex) {
        if (!awaitsDump()) {
            return this;
        }
        SortedSet<Integer> changed = new TreeSet<>(sinceRequest);
        changed.add(ifindex);
        return new WatcherState(phase, watch, nics, netdevs, vfs, functions, lastGeneration, vanished, changed);
    }

    private WatcherState withNetdevs(Consumer<SortedMap<Integer, Netdev>> change) {
        SortedMap<Integer, Netdev> changed = new TreeMap<>(netdevs);
        change.accept(changed);
        return new WatcherState(phase, watch, nics, changed, vfs, functions, lastGeneration, vanished, sinceRequest);
    }

    private WatcherState withVfs(Consumer<SortedMap<Integer, VfSighting>> change) {
        SortedMap<Integer, VfSighting> changed = new TreeMap<>(vfs);
        change.accept(changed);
        return new WatcherState(phase, watch, nics, netdevs, changed, functions, lastGeneration, vanished,
                sinceRequest);
    }

    private WatcherState withFunctions(Consumer<SortedMap<String, String>> change) {
        SortedMap<String, String> changed = new TreeMap<>(functions);
        change.accept(changed);
        return new WatcherState(phase, watch, nics, netdevs, vfs, changed, lastGeneration, vanished, sinceRequest);
    }
}
