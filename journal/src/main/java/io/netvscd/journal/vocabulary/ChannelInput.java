package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;

/** What the owner of a VMBus channel is told. */
public sealed interface ChannelInput extends Input {
    /** The daemon has started this owner; an earlier life's state is history. */
    record ChannelStarted(NicFacts facts) implements ChannelInput {
    }

    /** The daemon stops: leave the host a closed channel. */
    record ChannelStop() implements ChannelInput {
    }

    /** The host offers the device (or a re-opening was asked for): rings and buffers of this incarnation are mapped. */
    record ChannelOffered(long incarnation, ChannelMemory memory) implements ChannelInput {
    }

    /** The host takes the device back. */
    record ChannelRescinded(long incarnation) implements ChannelInput {
    }

    /** An in-band packet (VMBus packet type 6) that carries an NVSP message, padded to 8 octets. */
    record HostMessage(long incarnation, long transactionId, boolean completionRequested, Bytes payload)
            implements ChannelInput {
    }

    /** A completion (VMBus packet type 11); the payload of most is an NVSP message, that of SWITCH_DATA_PATH is empty. */
    record HostCompletion(long incarnation, long transactionId, Bytes payload) implements ChannelInput {
    }

    /** An RNDIS message that arrived on the control channel, copied out of the receive buffer. */
    record HostRndis(long incarnation, Bytes message) implements ChannelInput {
    }

    /** A packet that breaks the rules of ring, NVSP framing or transfer pages; it was dropped. */
    record HostMalformed(long incarnation, String what, Bytes firstBytes) implements ChannelInput {
    }

    /** The ring itself is corrupt (an index out of range, a length beyond what is there): nothing more can be read. */
    record RingCorrupt(long incarnation, String what) implements ChannelInput {
    }

    /** A message could not be written because the ring is full. */
    record RingFull(long incarnation, long transactionId) implements ChannelInput {
    }

    /** The master asks for a data path. The way back waits for no disk: until the host has made it, what it has for the guest goes to a VF. */
    record SwitchRequested(long incarnation, DataPath path) implements ChannelInput {
        @Override
        public boolean callsForSafety() {
            return path == DataPath.SYNTHETIC;
        }
    }

    /** The master no longer wants the switch it asked for; honoured while nothing has reached the ring. */
    record SwitchWithdrawn(long incarnation) implements ChannelInput {
    }

    /** The master's receive side: closed, or open with these modes (RNDIS packet filter). */
    record ReceiveModeRequested(boolean open, boolean promiscuous) implements ChannelInput {
    }

    /** The master's MTU changed: the channel is closed and opened again with it. */
    record MtuRequested(int mtu) implements ChannelInput {
    }

    /** The master's address changed: the host is asked to deliver to it. */
    record MacRequested(MacAddress mac) implements ChannelInput {
    }

    /** A sub-channel that was offered is open. */
    record SubchannelOpened(long incarnation, int index) implements ChannelInput {
    }

    /** A sub-channel that was offered cannot be opened. */
    record SubchannelFailed(long incarnation, int index, String why) implements ChannelInput {
    }
}
