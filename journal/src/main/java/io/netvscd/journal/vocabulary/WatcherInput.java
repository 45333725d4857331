package io.netvscd.journal.vocabulary;

import java.util.List;

/** What the PCI hotplug watcher is told: kernel uevents and rtnetlink messages, enriched from sysfs. */
public sealed interface WatcherInput extends Input {
    /** The daemon has started the watcher for these NICs; it asks for a dump. */
    record WatcherStarted(List<NicFacts> nics) implements WatcherInput {
        public WatcherStarted {
            nics = List.copyOf(nics);
        }
    }

    record WatcherStop() implements WatcherInput {
    }

    /** RTM_NEWLINK. */
    record NetdevSeen(Netdev netdev) implements WatcherInput {
    }

    /** RTM_DELLINK. */
    record NetdevGone(int ifindex, String name) implements WatcherInput {
    }

    /** The device says that it is about to stop, while it still carries traffic. */
    record NetdevGoingDown(int ifindex) implements WatcherInput {
    }

    /** Uevent {@code add} of subsystem pci. */
    record PciAdded(String pciAddress, String slot) implements WatcherInput {
    }

    /** Uevent {@code remove} of subsystem pci. */
    record PciRemoved(String pciAddress) implements WatcherInput {
    }

    /** A device error and what became of it. */
    record FunctionService(int ifindex, ServiceState state) implements WatcherInput {
    }

    /** Someone put an address on a netdev or took it off. */
    record AddressChanged(int ifindex, String address, boolean present) implements WatcherInput {
    }

    /**
     * Someone put a route, a classifier or a queueing discipline on a netdev or took it off.
     *
     * @param what in words, {@code route 10.0.0.0/8}
     */
    record NetdevUsed(int ifindex, String what, boolean present) implements WatcherInput {
    }

    /** The socket lost messages (ENOBUFS): what is known may be wrong. */
    record WatcherOverrun() implements WatcherInput {
    }

    /** The answer to a requested dump: every netdev there is. */
    record NetdevDump(List<Netdev> netdevs) implements WatcherInput {
        public NetdevDump {
            netdevs = List.copyOf(netdevs);
        }
    }

    /** Comes with a {@link NetdevDump}: every network function on the PCI bus. */
    record FunctionDump(List<PciFunction> functions) implements WatcherInput {
        public FunctionDump {
            functions = List.copyOf(functions);
        }
    }

    /**
     * What an owner was told may be lost, as its shell or the watcher's was restarted from the journal.
     *
     * @param owner a VF's, or a NIC's master
     */
    record TellAgain(OwnerId owner) implements WatcherInput {
    }

    /** The operator's note, {@code netvscd mark}: changes nothing, to be found again in the timeline. */
    record OperatorMark(String text) implements WatcherInput {
    }
}
