package io.netvscd.actors.machine.channel;

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
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelMemory;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.TimerName;

/**
 * The guest's half of opening a netvsc channel as far as NVSP goes, in the order of hv_netvsc; each method is what
 * follows one answer.
 */
final class Handshake {
    private static final int ETHERNET_HEADER_BYTES = 14;

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
                : RndisHandshake.initialise(turn);
    }

    static ChannelTurn sendBufferGranted(ChannelTurn turn, SendBufferComplete answer) {
        Agreed agreed = turn.state().session().agreed();
        turn.that(new ChannelEvent.BuffersAgreed(
                agreed.receiveSectionBytes(), agreed.receiveSections(), answer.sectionBytes()));
        return RndisHandshake.initialise(turn);
    }

    private static ChannelTurn ask(ChannelTurn turn, HandshakeStep step, NvspMessage question) {
        long id = turn.takeId();
        return turn.that(new ChannelEvent.StepAwaited(step, id))
                .ask(id, question)
                .start(TimerName.HANDSHAKE_DEADLINE, ChannelTimings.HANDSHAKE_DEADLINE_MS);
    }
}
