package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;

/** What became true of a VMBus channel. */
public sealed interface ChannelEvent extends Event {
    record ChannelReset(NicFacts facts) implements ChannelEvent {
    }

    /** A new incarnation begins its handshake. */
    record NegotiationBegun(long incarnation, ChannelMemory memory) implements ChannelEvent {
    }

    /** A handshake step was sent and is awaited under this transaction (or RNDIS request) id. */
    record StepAwaited(HandshakeStep step, long transactionId) implements ChannelEvent {
    }

    record VersionAgreed(int nvspVersion) implements ChannelEvent {
    }

    record BuffersAgreed(int receiveSectionBytes, int receiveSections, int sendSectionBytes) implements ChannelEvent {
    }

    record RndisInitialised(int maxMessagesPerPacket, int alignmentShift) implements ChannelEvent {
    }

    record ChannelReady() implements ChannelEvent {
    }

    record AssociationNoted(boolean allocated, int serial) implements ChannelEvent {
    }

    record LinkNoted(boolean up) implements ChannelEvent {
    }

    record ReceiveModeNoted(boolean open, boolean promiscuous) implements ChannelEvent {
    }

    record MtuNoted(int mtu) implements ChannelEvent {
    }

    /** A SWITCH_DATA_PATH is under way. */
    record SwitchSent(DataPath path, long transactionId) implements ChannelEvent {
    }

    /** The ring was full; it is sent again after a pause. */
    record SwitchDeferred(int attempts) implements ChannelEvent {
    }

    record SwitchSettled(DataPath path, SwitchOutcome outcome) implements ChannelEvent {
    }

    /** An RNDIS request outside the handshake is under way. */
    record RequestSent(long requestId, int oid) implements ChannelEvent {
    }

    record RequestAnswered(long requestId, int status) implements ChannelEvent {
    }

    record TimerArmed(TimerName timer, long generation) implements ChannelEvent {
    }

    record ChannelFailed(String why) implements ChannelEvent {
    }

    record ChannelGone(String why) implements ChannelEvent {
    }

    record RescindNoted() implements ChannelEvent {
    }
}
