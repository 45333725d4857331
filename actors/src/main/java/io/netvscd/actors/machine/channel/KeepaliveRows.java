package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Answer;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;

/**
 * Whether the host is there: one that has said nothing for a while is asked, first by a keepalive, then by a query,
 * because there may be hosts that know no keepalives. One that answers neither is given up.
 */
final class KeepaliveRows {
    private KeepaliveRows() {
    }

    /** The channel is open: the first round begins. */
    static ChannelTurn begin(ChannelTurn turn) {
        return turn.start(TimerName.KEEPALIVE_ROUND, ChannelTimings.KEEPALIVE_ROUND_MS);
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(OPEN).on(TimerFired.class)
                .when("KEEPALIVE_ROUND, the host was heard meanwhile", (state, fired) ->
                        fired.timer() == TimerName.KEEPALIVE_ROUND && state.session().manners().heard())
                .stays("listen for another round", (state, fired) -> begin(new ChannelTurn(state)).done());
        rows.from(OPEN).on(TimerFired.class)
                .when("KEEPALIVE_ROUND, the host was not heard", (state, fired) ->
                        fired.timer() == TimerName.KEEPALIVE_ROUND)
                .stays("ask whether it is there", (state, fired) ->
                        ask(new ChannelTurn(state), state.session().manners().dumbToKeepalives()));
        rows.from(OPEN).on(HostRndis.class)
                .when("a sign of life that was asked for", KeepaliveRows::isSign)
                .stays("listen for another round", (state, input) -> begin(new ChannelTurn(state)
                        .cancel(TimerName.KEEPALIVE_DEADLINE)
                        .that(new ChannelEvent.SignOfLifeSeen(sign(state).id()))).done());
        rows.from(OPEN).on(RingFull.class)
                .when("at the question whether the host is there", (state, input) ->
                        sign(state) != null && sign(state).id() == input.transactionId())
                .stays("its deadline runs on", (state, input) ->
                        Decision.nothing("a full ring is no sign of life: the deadline runs on"));
        rows.from(OPEN).on(TimerFired.class)
                .when("KEEPALIVE_DEADLINE, the host is silent again", (state, fired) ->
                        fired.timer() == TimerName.KEEPALIVE_DEADLINE && SwitchRows.silentTooOften(state))
                .to(FAILED, "open it again after a pause, frames flow until then", (state, fired) ->
                        LifeRows.giveUp(missed(state)));
        rows.from(OPEN).on(TimerFired.class)
                .when("KEEPALIVE_DEADLINE, the host is silent for the first time", (state, fired) ->
                        fired.timer() == TimerName.KEEPALIVE_DEADLINE)
                .stays("ask once more, by a query", (state, fired) -> ask(missed(state), true));
    }

    private static Decision ask(ChannelTurn turn, boolean byQuery) {
        long id = turn.takeId();
        RndisMessage question = byQuery
                ? new RndisMessage.Query((int) id, Oid.GEN_MEDIA_CONNECT_STATUS, Information.EMPTY)
                : new RndisMessage.Keepalive((int) id);
        return turn.that(new ChannelEvent.SignOfLifeAsked(id, byQuery))
                .rndis(id, question)
                .start(TimerName.KEEPALIVE_DEADLINE, ChannelTimings.KEEPALIVE_DEADLINE_MS)
                .done();
    }

    private static ChannelTurn missed(ChannelState state) {
        return new ChannelTurn(state).that(new ChannelEvent.SignOfLifeMissed(sign(state).id()));
    }

    private static SignOfLife sign(ChannelState state) {
        return state.session().outstanding().sign();
    }

    private static boolean isSign(ChannelState state, HostRndis input) {
        return sign(state) != null
                && Heard.rndis(input.message()).message() instanceof Answer answer
                && Integer.toUnsignedLong(answer.requestId()) == sign(state).id();
    }
}
