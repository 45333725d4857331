package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.NdisVersion;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeSendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelMemory;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.function.IntFunction;

/** The guest's half of opening a netvsc channel, in the order of hv_netvsc; each method is what follows one answer. */
final class Handshake {
    private static final int ETHERNET_HEADER_BYTES = 14;
    /** What hv_netvsc offers to take in one RNDIS message. */
    private static final int MAX_TRANSFER_BYTES = 0x4000;

    private Handshake() {
    }

    static ChannelTurn begin(ChannelTurn turn) {
        return propose(turn, NvspVersion.newest());
    }

    static ChannelTurn versionRefused(ChannelTurn turn) {
        return propose(turn, turn.state().session().awaited().proposed().older().orElseThrow());
    }

    private static ChannelTurn propose(ChannelTurn turn, NvspVersion version) {
        turn.that(new ChannelEvent.VersionProposed(version.code()));
        return ask(turn, HandshakeStep.VERSION, NvspMessage.Init.of(version));
    }

    static ChannelTurn versionAgreed(ChannelTurn turn) {
        NvspVersion version = turn.state().session().awaited().proposed();
        ChannelMemory memory = turn.state().session().memory();
        turn.that(new ChannelEvent.VersionAgreed(version.code()));
        if (version.atLeast(NvspVersion.V2)) {
            turn.send(new NdisConfig(turn.state().mtu().current() + ETHERNET_HEADER_BYTES, capabilities(turn.state())));
        }
        turn.send(version.atLeast(NvspVersion.V5) ? new NdisVersion(6, 30) : new NdisVersion(6, 1));
        if (memory.revokeFirst()) {
            turn.send(new RevokeReceiveBuffer(ReceiveBuffer.ID));
            if (memory.sendBufferBytes() > 0) {
                turn.send(new RevokeSendBuffer(SendBuffer.ID));
            }
        }
        ReceiveBuffer lent = new ReceiveBuffer(memory.receiveBufferGpadl(), ReceiveBuffer.ID);
        return ask(turn, HandshakeStep.RECEIVE_BUFFER, lent);
    }

    private static long capabilities(ChannelState state) {
        long vf = NdisCapability.SRIOV | NdisCapability.TEAMING;
        return NdisCapability.IEEE_8021Q | (state.session().agreed().sriov() ? vf : 0);
    }

    static ChannelTurn receiveBufferGranted(ChannelTurn turn, ReceiveBufferComplete answer) {
        ChannelMemory memory = turn.state().session().memory();
        turn.that(new ChannelEvent.BuffersAgreed(answer.sectionBytes(), answer.sections(), 0));
        return memory.sendBufferBytes() > 0
                ? ask(turn, HandshakeStep.SEND_BUFFER, new SendBuffer(memory.sendBufferGpadl(), SendBuffer.ID))
                : initialise(turn);
    }

    static ChannelTurn sendBufferGranted(ChannelTurn turn, SendBufferComplete answer) {
        Agreed agreed = turn.state().session().agreed();
        turn.that(new ChannelEvent.BuffersAgreed(
                agreed.receiveSectionBytes(), agreed.receiveSections(), answer.sectionBytes()));
        return initialise(turn);
    }

    private static ChannelTurn initialise(ChannelTurn turn) {
        return request(turn, HandshakeStep.RNDIS_INITIALIZE,
                id -> new RndisMessage.Initialize(id, 1, 0, MAX_TRANSFER_BYTES));
    }

    static ChannelTurn initialised(ChannelTurn turn, RndisMessage.InitializeComplete answer) {
        int maxMessages = Math.max(1, answer.maxPacketsPerMessage());
        turn.that(new ChannelEvent.RndisInitialised(maxMessages, answer.alignmentShift()));
        return request(turn, HandshakeStep.QUERY_MAC,
                id -> new RndisMessage.Query(id, Oid.ETHERNET_PERMANENT_ADDRESS, Information.EMPTY));
    }

    /** A host that does not tell the address, or another than the configured one, is no reason to have no network. */
    static ChannelTurn addressQueried(ChannelTurn turn, RndisMessage.QueryComplete answer) {
        if (answer.status() == RndisStatus.SUCCESS && answer.output().length() == MacAddress.BYTES) {
            turn.that(new ChannelEvent.PermanentMacNoted(MacAddress.of(answer.output().toArray(), 0)));
        }
        return request(turn, HandshakeStep.QUERY_LINK,
                id -> new RndisMessage.Query(id, Oid.GEN_MEDIA_CONNECT_STATUS, Information.EMPTY));
    }

    /** A host that does not tell counts as connected: it says so when the link goes down. */
    static ChannelTurn linkQueried(ChannelTurn turn, RndisMessage.QueryComplete answer) {
        if (answer.status() == RndisStatus.SUCCESS && answer.output().asInt().isPresent()) {
            turn.that(new ChannelEvent.LinkNoted(answer.output().asInt().getAsInt() == 0));
        }
        Information filter = Information.ofInt(turn.state().wished().filter());
        return request(turn, HandshakeStep.PACKET_FILTER,
                id -> new RndisMessage.Set(id, Oid.GEN_CURRENT_PACKET_FILTER, filter));
    }

    static ChannelTurn ready(ChannelTurn turn) {
        turn.cancel(TimerName.HANDSHAKE_DEADLINE).that(new ChannelEvent.ChannelReady());
        ChannelState state = turn.state();
        Session session = state.session();
        turn.order(new Action.ConfigureChannel(state.incarnation(), session.agreed().limits(state.mtu().current())))
                .tell(new MasterInput.ChannelOpened(state.incarnation(), state.nvsp(), session.link().up()));
        if (session.association() != null) {
            turn.tell(new MasterInput.VfAssociated(
                    state.incarnation(), session.association().allocated(), session.association().serial()));
        }
        return state.wishesOtherFilter() ? RequestRows.requestFilter(turn) : turn;
    }

    private static ChannelTurn ask(ChannelTurn turn, HandshakeStep step, NvspMessage question) {
        long id = turn.takeId();
        return turn.that(new ChannelEvent.StepAwaited(step, id))
                .ask(id, question)
                .start(TimerName.HANDSHAKE_DEADLINE, ChannelTimings.HANDSHAKE_DEADLINE_MS);
    }

    private static ChannelTurn request(ChannelTurn turn, HandshakeStep step, IntFunction<RndisMessage> question) {
        long id = turn.takeId();
        return turn.that(new ChannelEvent.StepAwaited(step, id))
                .rndis(id, question.apply((int) id))
                .start(TimerName.HANDSHAKE_DEADLINE, ChannelTimings.HANDSHAKE_DEADLINE_MS);
    }
}
