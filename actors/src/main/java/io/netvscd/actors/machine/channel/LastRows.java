package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.CLOSED;
import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;
import static io.netvscd.actors.machine.channel.ChannelPhase.RESCINDED;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.rndis.RndisMessage.Answer;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.Input;

/** What no other row wanted: answers that come too late, and messages to a channel that is shut. */
final class LastRows {
    private LastRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(HostCompletion.class)
                .when("of an RNDIS message's packet", (state, input) ->
                        Heard.completion(input.payload()).is(RndisPacketComplete.class))
                .stays("nothing: RNDIS has answers of its own", (state, input) -> Decision.nothing(
                        "the host has taken RNDIS message " + input.transactionId()));
        rows.from(NEGOTIATING, OPEN).on(HostCompletion.class)
                .when("to what is no longer awaited", (state, input) -> wasGiven(state, input.transactionId()))
                .stays("record it", (state, input) -> late(input.transactionId()));
        rows.from(NEGOTIATING, OPEN).on(HostCompletion.class)
                .stays("nothing", (state, input) -> Decision.nothing(
                        "unknown transaction id " + Long.toUnsignedString(input.transactionId())));
        rows.from(NEGOTIATING, OPEN).on(HostRndis.class)
                .when("to what is no longer awaited", (state, input) ->
                        Heard.rndis(input.message()).message() instanceof Answer answer && wasGiven(
                                state, Integer.toUnsignedLong(answer.requestId())))
                .stays("record it", (state, input) -> late(
                        Integer.toUnsignedLong(((Answer) Heard.rndis(input.message()).message()).requestId())));
        rows.from(NEGOTIATING, OPEN).on(HostRndis.class)
                .stays("nothing: it asks nothing of this guest", (state, input) -> Decision.nothing(
                        "not used: " + Heard.rndis(input.message()).text()));
        rows.from(OPEN).on(ChannelInput.RingFull.class)
                .stays("nothing: nobody waits for it", (state, input) -> Decision.nothing(
                        "message " + input.transactionId() + " was not sent, the ring is full"));
        shut(rows, ChannelInput.SwitchRequested.class);
        shut(rows, ChannelInput.SwitchWithdrawn.class);
        rows.from(NEGOTIATING).on(ChannelInput.SwitchRequested.class)
                .stays("nothing: it is not open", (state, input) -> Decision.nothing("the handshake is not done"));
        rows.from(NEGOTIATING).on(ChannelInput.SwitchWithdrawn.class)
                .stays("nothing: it is not open", (state, input) -> Decision.nothing("the handshake is not done"));
        shut(rows, ChannelInput.SubchannelOpened.class);
        shut(rows, ChannelInput.SubchannelFailed.class);
        shut(rows, ChannelInput.HostMessage.class);
        shut(rows, HostCompletion.class);
        shut(rows, HostRndis.class);
        shut(rows, ChannelInput.HostMalformed.class);
        shut(rows, ChannelInput.RingCorrupt.class);
        shut(rows, ChannelInput.RingFull.class);
    }

    private static boolean wasGiven(ChannelState state, long id) {
        return id > 0 && id < state.session().nextId();
    }

    private static Decision late(long id) {
        return Decision.that(new ChannelEvent.LateAnswer(id)).done();
    }

    private static <I extends Input> void shut(Transitions.Builder<ChannelPhase, ChannelState> rows, Class<I> input) {
        rows.from(CLOSED, RESCINDED, FAILED).on(input)
                .stays("nothing: the channel is shut", (state, message) ->
                        Decision.nothing("the channel is shut: " + state.why()));
    }
}
