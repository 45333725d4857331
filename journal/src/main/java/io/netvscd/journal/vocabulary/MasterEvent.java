package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;

/** What became true of the netvsc master. */
public sealed interface MasterEvent extends Event {
    record MasterReset(NicFacts facts) implements MasterEvent {
    }

    record AdminNoted(boolean up) implements MasterEvent {
    }

    record MasterMtuNoted(int mtu) implements MasterEvent {
    }

    record MasterMacNoted(MacAddress mac) implements MasterEvent {
    }

    record MasterPromiscuousNoted(boolean on) implements MasterEvent {
    }

    record SyntheticOpened(long incarnation, String nvsp, boolean linkUp) implements MasterEvent {
    }

    record SyntheticClosed(long incarnation) implements MasterEvent {
    }

    record MasterLinkNoted(boolean up) implements MasterEvent {
    }

    record AssociationChanged(boolean allocated, int serial) implements MasterEvent {
    }

    /** This VF is the NIC's own from now on. */
    record VfTaken(String vf, long generation, Netdev netdev) implements MasterEvent {
    }

    /** Another VF of the same NIC waits while the first is there. */
    record VfSpared(String vf, long generation, Netdev netdev) implements MasterEvent {
    }

    record VfReadinessChanged(boolean ready, String why) implements MasterEvent {
    }

    /** The VF has announced that it goes. */
    record VfDepartureNoted() implements MasterEvent {
    }

    record VfForgotten(String vf, long generation) implements MasterEvent {
    }

    /** The host was asked for this path. */
    record SwitchAsked(DataPath path) implements MasterEvent {
    }

    /** The switch under way is no longer wanted. */
    record SwitchUnwanted() implements MasterEvent {
    }

    /** The host has answered; {@code path} is what it should be using now. */
    record HostPathNoted(DataPath path) implements MasterEvent {
    }

    /** The datapath sends here now. */
    record PathInUse(DataPath path) implements MasterEvent {
    }

    /** An order to move the path is on its way to the datapath. */
    record PathOrdered(DataPath path) implements MasterEvent {
    }

    /** A switch failed or was forced back: none is tried before this timer. */
    record BackoffBegun(int failures, long generation) implements MasterEvent {
    }

    record BackoffEnded() implements MasterEvent {
    }

    record StopBegun() implements MasterEvent {
    }

    record Stopped() implements MasterEvent {
    }
}
