package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;

/** What the netvsc master of a NIC is told. */
public sealed interface MasterInput extends Input {
    /**
     * The daemon has started this owner.
     *
     * @param again its shell was restarted while the daemon lives: its datapath is as the life before left it
     */
    record MasterStarted(NicFacts facts, boolean again) implements MasterInput {
        /** The first start in a life of the daemon, whose datapath is a fresh one. */
        public MasterStarted(NicFacts facts) {
            this(facts, false);
        }

        /** The same start once more, after the shell was restarted. */
        public MasterStarted onceMore() {
            return new MasterStarted(facts, true);
        }
    }

    /** The daemon stops: the path goes back to synthetic, then the VF is let go. */
    record MasterStop() implements MasterInput {
    }

    /** The system set the NIC up or down. */
    record AdminChanged(boolean up) implements MasterInput {
    }

    record MtuChanged(int mtu) implements MasterInput {
    }

    record MacChanged(MacAddress mac) implements MasterInput {
    }

    record PromiscuousChanged(boolean on) implements MasterInput {
    }

    /** The channel is open and carries data; the host's path is synthetic. For a NIC without a host: its netdev is there. */
    record ChannelOpened(long incarnation, String nvsp, boolean linkUp) implements MasterInput {
    }

    /** The channel is closed, failed or rescinded: its association and any switch under way are void. */
    record ChannelClosed(long incarnation, String why) implements MasterInput {
        @Override
        public boolean callsForSafety() {
            return true;
        }
    }

    /** RNDIS MEDIA_CONNECT, MEDIA_DISCONNECT. */
    record HostLinkChanged(long incarnation, boolean up) implements MasterInput {
    }

    /** NVSP 128. */
    record VfAssociated(long incarnation, boolean allocated, int serial) implements MasterInput {
        @Override
        public boolean callsForSafety() {
            return !allocated;
        }
    }

    /** NVSP 129 of the host's own accord: its filter has moved already. */
    record HostForcedPath(long incarnation, DataPath path) implements MasterInput {
        @Override
        public boolean callsForSafety() {
            return path == DataPath.SYNTHETIC;
        }
    }

    /** What became of the switch that was asked for. */
    record SwitchEnded(long incarnation, DataPath path, SwitchOutcome outcome) implements MasterInput {
    }

    /** The host does not carry the MTU that it was asked for, or never answered; the channel goes on with another. */
    record MtuRefused(int refused, int carried, String why) implements MasterInput {
    }

    /** The host does not let the NIC have this address; the channel goes on with another. */
    record MacRefused(MacAddress refused, MacAddress kept) implements MasterInput {
    }

    /** A function on the PCI bus has been without a network device for a while; its slot says whose VF it could be. */
    record FunctionIdle(String pciAddress, String slot) implements MasterInput {
    }

    /** It has one now, or is gone. */
    record FunctionServed(String pciAddress) implements MasterInput {
    }

    /** A VF of this NIC is there and waits to be taken. */
    record VfPresented(String vf, long generation, Netdev netdev) implements MasterInput {
    }

    /** A joined VF is (or no longer is) fit to carry: up, carrier, same MTU as the master, not recovering. */
    record VfReadiness(String vf, long generation, boolean ready, String why) implements MasterInput {
        @Override
        public boolean callsForSafety() {
            return !ready;
        }
    }

    /** A joined VF is about to go: leave its path, then release it. */
    record VfDeparting(String vf, long generation) implements MasterInput {
        @Override
        public boolean callsForSafety() {
            return true;
        }
    }

    /** A VF is gone. */
    record VfLost(String vf, long generation) implements MasterInput {
        @Override
        public boolean callsForSafety() {
            return true;
        }
    }

    /** The datapath obeyed an order. */
    record DatapathApplied(DatapathOrder order, boolean changed, Checkpoint checkpoint) implements MasterInput {
    }

    /** The datapath left the VF by itself, because sending on it failed. */
    record DatapathFellBack(String vf, long generation, Checkpoint checkpoint) implements MasterInput {
    }
}
