package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Answer;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.HandshakeStep;

/** Whether an answer of the host is the one that the handshake awaits, and a usable one. */
final class Answers {
    /** The smallest section that hv_netvsc accepts, in either buffer: an Ethernet frame of the smallest IPv4 MTU. */
    private static final int MIN_SECTION_BYTES = 68;
    /** Messages are aligned to a page at most. */
    private static final int MAX_ALIGNMENT_SHIFT = 12;

    private Answers() {
    }

    static boolean acceptsVersion(ChannelState state, HostCompletion input) {
        return version(state, input) instanceof InitComplete answer && answer.status() == NvspStatus.SUCCESS;
    }

    static boolean refusesVersion(ChannelState state, HostCompletion input) {
        return version(state, input) instanceof InitComplete answer && answer.status() != NvspStatus.SUCCESS
                && state.session().awaited().proposed().older().isPresent();
    }

    private static Object version(ChannelState state, HostCompletion input) {
        return awaits(state, HandshakeStep.VERSION, input) ? Heard.completion(input.payload()).message() : null;
    }

    static boolean grantsReceiveBuffer(ChannelState state, HostCompletion input) {
        if (!awaits(state, HandshakeStep.RECEIVE_BUFFER, input)
                || !Heard.completion(input.payload()).is(ReceiveBufferComplete.class)) {
            return false;
        }
        ReceiveBufferComplete answer = receiveBuffer(input);
        return answer.status() == NvspStatus.SUCCESS
                && answer.offset() == 0
                && answer.sectionBytes() >= MIN_SECTION_BYTES
                && answer.sections() >= 1
                && (long) answer.sectionBytes() * answer.sections() <= state.session().memory().receiveBufferBytes();
    }

    static boolean grantsSendBuffer(ChannelState state, HostCompletion input) {
        if (!awaits(state, HandshakeStep.SEND_BUFFER, input)
                || !Heard.completion(input.payload()).is(SendBufferComplete.class)) {
            return false;
        }
        SendBufferComplete answer = sendBuffer(input);
        return answer.status() == NvspStatus.SUCCESS
                && answer.sectionBytes() >= MIN_SECTION_BYTES
                && answer.sectionBytes() <= state.session().memory().sendBufferBytes();
    }

    static ReceiveBufferComplete receiveBuffer(HostCompletion input) {
        return (ReceiveBufferComplete) Heard.completion(input.payload()).message();
    }

    static SendBufferComplete sendBuffer(HostCompletion input) {
        return (SendBufferComplete) Heard.completion(input.payload()).message();
    }

    /** Steps of RNDIS are answered by an RNDIS message; what completes the packet that carried them says nothing. */
    static boolean completesStep(ChannelState state, HostCompletion input) {
        return awaits(state, HandshakeStep.VERSION, input)
                || awaits(state, HandshakeStep.RECEIVE_BUFFER, input)
                || awaits(state, HandshakeStep.SEND_BUFFER, input);
    }

    /** Once the packet of an RNDIS message was refused, no answer to the message will come. */
    static boolean refusesPacket(ChannelState state, HostCompletion input) {
        return state.session().awaited().id() == input.transactionId()
                && Heard.completion(input.payload()).message() instanceof RndisPacketComplete answer
                && answer.status() != NvspStatus.SUCCESS;
    }

    private static boolean awaits(ChannelState state, HandshakeStep step, HostCompletion input) {
        return state.session().awaited().is(step, input.transactionId());
    }

    static boolean initialises(ChannelState state, HostRndis input) {
        return rndis(state, input, HandshakeStep.RNDIS_INITIALIZE) instanceof InitializeComplete answer
                && answer.status() == RndisStatus.SUCCESS
                && answer.alignmentShift() >= 0
                && answer.alignmentShift() <= MAX_ALIGNMENT_SHIFT;
    }

    static <M extends RndisMessage> M as(Class<M> type, HostRndis input) {
        return type.cast(Heard.rndis(input.message()).message());
    }

    static boolean queried(ChannelState state, HostRndis input, HandshakeStep step) {
        return rndis(state, input, step) instanceof QueryComplete;
    }

    /** Whatever its status: what a host does not offload is done here. */
    static boolean settlesOffloads(ChannelState state, HostRndis input) {
        return rndis(state, input, HandshakeStep.SET_OFFLOADS) instanceof SetComplete;
    }

    static boolean takesFilter(ChannelState state, HostRndis input) {
        return rndis(state, input, HandshakeStep.PACKET_FILTER) instanceof SetComplete answer
                && answer.status() == RndisStatus.SUCCESS;
    }

    static boolean answersStep(ChannelState state, HostRndis input) {
        return rndis(state, input, state.session().awaited().step()) != null;
    }

    private static RndisMessage rndis(ChannelState state, HostRndis input, HandshakeStep step) {
        return Heard.rndis(input.message()).message() instanceof Answer answer
                && state.session().awaited().is(step, Integer.toUnsignedLong(answer.requestId())) ? answer : null;
    }
}
