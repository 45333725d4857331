package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;

/** What the host's answers to the handshake lead to, as far as NVSP goes. */
final class HandshakeRows {
    private HandshakeRows() {
    }

    static Decision begin(ChannelTurn turn, ChannelInput.ChannelOffered offer) {
        turn.that(new ChannelEvent.NegotiationBegun(offer.incarnation(), offer.memory()));
        return Handshake.begin(turn).done();
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        buffers(rows);
        refusals(rows);
        RndisHandshakeRows.add(rows);
        rows.from(NEGOTIATING).on(TimerFired.class)
                .when("HANDSHAKE_DEADLINE", (state, fired) -> fired.timer() == TimerName.HANDSHAKE_DEADLINE)
                .to(FAILED, "open it again after a pause", (state, fired) -> LifeRows.fail(new ChannelTurn(state),
                        "no answer to " + state.session().awaited().step() + " in "
                                + ChannelTimings.HANDSHAKE_DEADLINE_MS + " ms"));
        rows.from(NEGOTIATING).on(ChannelInput.RingFull.class)
                .to(FAILED, "open it again after a pause", (state, input) -> LifeRows.fail(new ChannelTurn(state),
                        "the ring is full at " + state.session().awaited().step()));
    }

    private static void buffers(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING).on(ChannelInput.HostCompletion.class)
                .when("accepts VERSION", Answers::acceptsVersion)
                .stays("configure NDIS, lend the receive buffer", (state, input) ->
                        Handshake.versionAgreed(new ChannelTurn(state)).done());
        rows.from(NEGOTIATING).on(ChannelInput.HostCompletion.class)
                .when("refuses VERSION, an older one is left", Answers::refusesVersion)
                .stays("propose the next older version", (state, input) ->
                        Handshake.versionRefused(new ChannelTurn(state)).done());
        rows.from(NEGOTIATING).on(ChannelInput.HostCompletion.class)
                .when("grants RECEIVE_BUFFER", Answers::grantsReceiveBuffer)
                .stays("lend the send buffer if there is one, else RNDIS INITIALIZE", (state, input) ->
                        Handshake.receiveBufferGranted(new ChannelTurn(state), Answers.receiveBuffer(input)).done());
        rows.from(NEGOTIATING).on(ChannelInput.HostCompletion.class)
                .when("grants SEND_BUFFER", Answers::grantsSendBuffer)
                .stays("RNDIS INITIALIZE", (state, input) ->
                        Handshake.sendBufferGranted(new ChannelTurn(state), Answers.sendBuffer(input)).done());
        rows.from(NEGOTIATING).on(ChannelInput.HostCompletion.class)
                .when("answers the step in another way", Answers::completesStep)
                .to(FAILED, "open it again after a pause", (state, input) -> LifeRows.fail(new ChannelTurn(state),
                        "at " + state.session().awaited().step() + " the host answered "
                                + Heard.completion(input.payload()).text()));
    }

    private static void refusals(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING).on(ChannelInput.HostCompletion.class)
                .when("refuses the packet that carried the step", Answers::refusesPacket)
                .to(FAILED, "open it again after a pause", (state, input) -> LifeRows.fail(new ChannelTurn(state),
                        "at " + state.session().awaited().step() + " the host answered "
                                + Heard.completion(input.payload()).text()));
    }
}
