package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;

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

    /** The NIC is to have this address. */
    record MacNoted(MacAddress mac) implements ChannelEvent {
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

    /** The host is asked whether it speaks this version. */
    record VersionProposed(int nvspVersion) implements ChannelEvent {
    }

    /** What the host says the NIC's permanent address is. */
    record PermanentMacNoted(MacAddress mac) implements ChannelEvent {
    }

    /** The master no longer wants the switch that is under way; the host's completion is awaited all the same. */
    record WithdrawalNoted() implements ChannelEvent {
    }

    /** The host moved the data path by itself. */
    record HostPathForced(DataPath path) implements ChannelEvent {
    }

    /** The host answered what is no longer waited for. */
    record LateAnswer(long transactionId) implements ChannelEvent {
    }

    record RequestTimedOut(long requestId) implements ChannelEvent {
    }

    /** The ring was full; what is wished then is asked for after a pause. */
    record RequestDeferred(long requestId) implements ChannelEvent {
    }

    record KeepaliveAnswered(long transactionId) implements ChannelEvent {
    }

    /** The host has been silent, and is asked whether it is there: by a keepalive, or by a query. */
    record SignOfLifeAsked(long requestId, boolean byQuery) implements ChannelEvent {
    }

    /** It is. */
    record SignOfLifeSeen(long requestId) implements ChannelEvent {
    }

    /** It has not answered in time. */
    record SignOfLifeMissed(long requestId) implements ChannelEvent {
    }

    /** The host answers nothing: it is to be opened again. Frames flow on the old incarnation until then. */
    record HostGivenUp(String why) implements ChannelEvent {
    }

    /** A link change waits until the last one has settled; {@code first}: before all others that wait. */
    record LinkHeld(LinkChange change, boolean first) implements ChannelEvent {
    }

    /** The first link change that waited is carried out. */
    record LinkReleased() implements ChannelEvent {
    }

    /** No link change has waited since the last one: the next is carried out at once. */
    record LinkSettled() implements ChannelEvent {
    }

    record LinkSpeedNoted(long bitsPerSecond) implements ChannelEvent {
    }

    /** The host sent what makes no sense; it was dropped, and counted. */
    record AnomalyNoted(String what) implements ChannelEvent {
    }

    /** The daemon has stopped this owner; offers are not taken up until it starts it again. */
    record ChannelStopped() implements ChannelEvent {
    }

    /** The host does not know an OID or refuses it (its RNDIS status), or what it tells is of no use (INVALID_DATA). */
    record OidRefused(int oid, int status) implements ChannelEvent {
    }

    /** The largest MTU of a frame that the host says it carries. */
    record FrameSizeNoted(int mtu) implements ChannelEvent {
    }

    /** The host carries frames of this MTU at most; the channel, which was to have more, has it from now on. */
    record MtuLowered(int mtu) implements ChannelEvent {
    }

    /** What the host can do to frames and is of use: bits of {@link io.netvscd.datapath.rndis.Offload}; how long they may be. */
    record OffloadsOffered(int offloads, int segmentBytes) implements ChannelEvent {
    }

    /** What the host is going to do to frames: bits of {@link io.netvscd.datapath.rndis.Offload}. */
    record OffloadsAgreed(int offloads) implements ChannelEvent {
    }

    /** Over how many queues the host can spread what it delivers. */
    record ScalingNoted(int receiveQueues, int tableEntries) implements ChannelEvent {
    }

    /** The host is asked for this many sub-channels. */
    record SubchannelsAsked(long transactionId, int count) implements ChannelEvent {
    }

    /** The host grants this many of them. */
    record SubchannelsGranted(int count) implements ChannelEvent {
    }

    /** One that was granted is open, or will never be. */
    record SubchannelNoted(int index, boolean open) implements ChannelEvent {
    }

    /** Nothing more is waited for; the channel has this many, the primary one counted. */
    record SubchannelsSettled(int channels) implements ChannelEvent {
    }

    /** Which channels the host wants a flow's frames on: 16 words as they came, least significant octet first. */
    record SendTableNoted(Bytes table) implements ChannelEvent {
    }
}
