package io.netvscd.journal.vocabulary;

import java.util.List;

/** What became true for the watcher. */
public sealed interface WatcherEvent extends Event {
    record WatchBegun(List<NicFacts> nics) implements WatcherEvent {
        public WatchBegun {
            nics = List.copyOf(nics);
        }
    }

    record WatchEnded() implements WatcherEvent {
    }

    record DumpAwaited() implements WatcherEvent {
    }

    record DumpTaken() implements WatcherEvent {
    }

    record NetdevNoted(Netdev netdev) implements WatcherEvent {
    }

    record NetdevForgotten(int ifindex) implements WatcherEvent {
    }

    /** A netdev was recognised as a VF of this NIC. */
    record VfRecognised(int ifindex, String nic, String vf, long generation) implements WatcherEvent {
    }

    record FunctionNoted(String pciAddress, String slot) implements WatcherEvent {
    }

    record FunctionForgotten(String pciAddress) implements WatcherEvent {
    }

    /** The masters were told that it has no network device. */
    record FunctionIdleTold(String pciAddress) implements WatcherEvent {
    }

    /** The masters were told that this is over. */
    record FunctionServedTold(String pciAddress) implements WatcherEvent {
    }

    /** Another round has ended; whatever function is known has been so for that long. */
    record RoundEnded() implements WatcherEvent {
    }
}
