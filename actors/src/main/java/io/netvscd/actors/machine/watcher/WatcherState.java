package io.netvscd.actors.machine.watcher;

import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the watcher knows.
 *
 * @param watch           counts the beginnings of a watch; the generation of its timers
 * @param nics            the NICs that VFs are looked for
 * @param netdevs         by ifindex: every netdev that is a VF or could become one
 * @param vfs             by ifindex: the netdevs that were recognised
 * @param functions       slot names of PCI functions that were added, by address; some never get a netdev
 * @param settled         addresses of those that were there at the end of the last round
 * @param idle            addresses of those that the masters were told have no netdev
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
        SortedSet<String> settled,
        SortedSet<String> idle,
        long lastGeneration,
        SortedMap<Long, OwnerId> vanished,
        SortedSet<Integer> sinceRequest) {
    /** Many more than can vanish between a record and a crash that loses what it ordered. */
    static final int VANISHED_MAX = 16;
    /** Before the first watch. */
    public static final WatcherState INITIAL = new WatcherState(WatcherPhase.STOPPED, 0, List.of(),
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), 0, new TreeMap<>(),
            new TreeSet<>());

    public WatcherState {
        nics = List.copyOf(nics);
        netdevs = Collections.unmodifiableSortedMap(netdevs);
        vfs = Collections.unmodifiableSortedMap(vfs);
        functions = Collections.unmodifiableSortedMap(functions);
        settled = Collections.unmodifiableSortedSet(settled);
        idle = Collections.unmodifiableSortedSet(idle);
        vanished = Collections.unmodifiableSortedMap(vanished);
        sinceRequest = Collections.unmodifiableSortedSet(sinceRequest);
    }

    /** Whether a dump is on its way. */
    boolean awaitsDump() {
        return phase == WatcherPhase.DUMPING || phase == WatcherPhase.RESYNCING;
    }

    /** Whether some netdev is this function's. */
    boolean hasNetdev(String pciAddress) {
        return netdevs.values().stream().anyMatch(netdev -> netdev.pciAddress().equals(pciAddress));
    }

    /** A copy whose parts can be changed; a part is copied when it is asked for, to be changed. */
    static final class Draft {
        private final WatcherState of;
        WatcherPhase phase;
        long watch;
        List<NicFacts> nics;
        long lastGeneration;
        private SortedMap<Integer, Netdev> netdevs;
        private SortedMap<Integer, VfSighting> vfs;
        private SortedMap<String, String> functions;
        private SortedSet<String> settled;
        private SortedSet<String> idle;
        private SortedMap<Long, OwnerId> vanished;
        private SortedSet<Integer> sinceRequest;

        Draft(WatcherState of) {
            this.of = of;
            phase = of.phase;
            watch = of.watch;
            nics = of.nics;
            lastGeneration = of.lastGeneration;
            netdevs = of.netdevs;
            vfs = of.vfs;
            functions = of.functions;
            settled = of.settled;
            idle = of.idle;
            vanished = of.vanished;
            sinceRequest = of.sinceRequest;
        }

        SortedMap<Integer, Netdev> netdevs() {
            netdevs = own(netdevs, of.netdevs);
            return netdevs;
        }

        SortedMap<Integer, VfSighting> vfs() {
            vfs = own(vfs, of.vfs);
            return vfs;
        }

        SortedMap<String, String> functions() {
            functions = own(functions, of.functions);
            return functions;
        }

        SortedSet<String> settled() {
            settled = own(settled, of.settled);
            return settled;
        }

        SortedSet<String> idle() {
            idle = own(idle, of.idle);
            return idle;
        }

        SortedMap<Long, OwnerId> vanished() {
            vanished = own(vanished, of.vanished);
            return vanished;
        }

        SortedSet<Integer> sinceRequest() {
            sinceRequest = own(sinceRequest, of.sinceRequest);
            return sinceRequest;
        }

        private static <K, V> SortedMap<K, V> own(SortedMap<K, V> part, SortedMap<K, V> before) {
            return part == before ? new TreeMap<>(before) : part;
        }

        private static <E> SortedSet<E> own(SortedSet<E> part, SortedSet<E> before) {
            return part == before ? new TreeSet<>(before) : part;
        }

        WatcherState done() {
            return new WatcherState(phase, watch, nics, netdevs, vfs, functions, settled, idle, lastGeneration, vanished,
                    sinceRequest);
        }
    }
}
