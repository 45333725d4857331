package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;

/** What became true of the netvsc master. */
public sealed interface MasterEvent extends Event {
    /** A new life: nothing of an earlier one but the configuration holds. */
    record MasterReset(NicFacts facts) implements MasterEvent {
    }

    /** The datapath was told to go back to its beginning; until it has, it speaks of orders from an earlier life. */
    record DatapathResetOrdered(long number) implements MasterEvent {
    }

    /** It has. */
    record DatapathResetNoted() implements MasterEvent {
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

    /** The datapath receives from the VF now, or no longer. */
    record VfPortNoted(boolean attached) implements MasterEvent {
    }

    /** The VF has announced that it goes. */
    record VfDepartureNoted() implements MasterEvent {
    }

    /** The VF was told that the path is its no longer. */
    record VfReleaseTold() implements MasterEvent {
    }

    record VfForgotten(String vf, long generation) implements MasterEvent {
    }

    /** The VF was told to follow these. */
    record SettingsTold(VfSettings settings) implements MasterEvent {
    }

    /** The channel was told this receive mode. */
    record ReceiveModeTold(boolean open, boolean promiscuous) implements MasterEvent {
    }

    /** The datapath was told to open or close the master. */
    record MasterOpenTold(boolean up) implements MasterEvent {
    }

    /** The host was asked for this path. */
    record SwitchAsked(DataPath path) implements MasterEvent {
    }

    /** The switch under way is no longer wanted. */
    record SwitchUnwanted() implements MasterEvent {
    }

    /** The switch under way has ended. */
    record SwitchAnswered(SwitchOutcome outcome) implements MasterEvent {
    }

    /** What the host should be using now. */
    record HostPathNoted(DataPath path) implements MasterEvent {
    }

    /** It may use something else: its answer came late, or it has spoken of its path since it was asked. */
    record HostPathDoubted() implements MasterEvent {
    }

    /** An order to move the path is on its way to the datapath. */
    record PathOrdered(DataPath path) implements MasterEvent {
    }

    /** The datapath has answered an order to move: this is the path in use. */
    record PathInUse(DataPath path) implements MasterEvent {
    }

    /** The datapath left the VF by itself. */
    record PathFellBack() implements MasterEvent {
    }

    /** A switch failed or was forced back: none is tried before this timer. */
    record BackoffBegun(int failures, long generation) implements MasterEvent {
    }

    record BackoffEnded() implements MasterEvent {
    }

    /** What had failed has a fresh start. */
    record FailuresForgiven() implements MasterEvent {
    }

    /**
     * The VF was left, or time has passed, and this is what is remembered of it.
     *
     * @param penalty    1000 for each departure, halved with each half-life
     * @param generation of the timer that halves it next
     */
    record FlapsNoted(int penalty, long generation) implements MasterEvent {
    }

    /** The VF comes and goes too often: the NIC stays on synthetic until it has been quiet. */
    record DampingBegun() implements MasterEvent {
    }

    record DampingEnded() implements MasterEvent {
    }

    /** This may become an alarm, when this timer has run out. */
    record SuspicionBegun(AlarmKind kind, long generation) implements MasterEvent {
    }

    /** It has lasted: an operator should know. */
    record AlarmRaised(AlarmKind kind, String text) implements MasterEvent {
    }

    /** It is over, whether or not it had become an alarm. */
    record SuspicionEnded(AlarmKind kind) implements MasterEvent {
    }

    /** A function on the PCI bus, which may be this NIC's VF, has no network device. */
    record IdleFunctionNoted(String pciAddress, String slot) implements MasterEvent {
    }

    /** It has one now, or is gone. */
    record IdleFunctionForgotten(String pciAddress) implements MasterEvent {
    }

    record StopBegun() implements MasterEvent {
    }

    record Stopped() implements MasterEvent {
    }
}
