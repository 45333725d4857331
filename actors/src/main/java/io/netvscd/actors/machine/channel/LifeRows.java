package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.CLOSED;
import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;
import static io.netvscd.actors.machine.channel.ChannelPhase.RESCINDED;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;

/** How a channel comes and goes: start, offer, stop, rescind, failure, and opening it again. */
final class LifeRows {
    private static final String MTU_CHANGES = "the MTU changes";

    private LifeRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.fromAny().on(TimerFired.class)
                .when("replaced or cancelled", (state, fired) -> !state.timers().isCurrent(fired))
                .stays("nothing", (state, fired) -> Decision.nothing(
                        "stale: " + fired.timer() + " of generation " + fired.generation() + " does not run"));
        startAndStop(rows);
        offer(rows);
        rescind(rows);
        reopen(rows);
    }

    private static void startAndStop(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.fromAny().on(ChannelInput.ChannelStarted.class)
                .to(CLOSED, "forget an earlier life, wait for an offer", (state, input) -> new ChannelTurn(state)
                        .cancelAll()
                        .that(new ChannelEvent.ChannelReset(input.facts()))
                        .order(new Action.AwaitOffer())
                        .done());
        rows.from(CLOSED).on(ChannelInput.ChannelStop.class)
                .when("not started", (state, input) -> !state.started())
                .stays("nothing", (state, input) -> Decision.nothing("it is not started"));
        rows.from(CLOSED, RESCINDED).on(ChannelInput.ChannelStop.class)
                .to(CLOSED, "take up no offer", (state, input) -> new ChannelTurn(state)
                        .cancelAll()
                        .that(new ChannelEvent.ChannelStopped())
                        .done());
        rows.from(NEGOTIATING, FAILED).on(ChannelInput.ChannelStop.class)
                .to(CLOSED, "close it", (state, input) -> farewell(state)
                        .cancelAll()
                        .that(new ChannelEvent.ChannelStopped())
                        .order(new Action.CloseChannel(state.incarnation(), false))
                        .done());
        rows.from(OPEN).on(ChannelInput.ChannelStop.class)
                .to(CLOSED, "take the buffers back, then close it", (state, input) -> takeLeave(new ChannelTurn(state))
                        .that(new ChannelEvent.ChannelStopped())
                        .tell(new MasterInput.ChannelClosed(state.incarnation(), "stopped"))
                        .order(new Action.CloseChannel(state.incarnation(), false))
                        .done());
    }

    private static void offer(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.fromAny().on(ChannelInput.ChannelOffered.class)
                .when("not newer", (state, input) -> input.incarnation() <= state.incarnation())
                .stays("nothing", (state, input) -> Decision.nothing(
                        "stale: incarnation " + input.incarnation() + ", now " + state.incarnation()));
        rows.from(CLOSED).on(ChannelInput.ChannelOffered.class)
                .when("not started", (state, input) -> !state.started())
                .stays("nothing", (state, input) -> Decision.nothing("it is not started"));
        rows.from(CLOSED, RESCINDED, FAILED).on(ChannelInput.ChannelOffered.class)
                .to(NEGOTIATING, "propose the newest version", (state, input) ->
                        HandshakeRows.begin(farewell(state).cancelAll(), input));
        rows.from(NEGOTIATING).on(ChannelInput.ChannelOffered.class)
                .stays("close the older, propose the newest version", (state, input) -> HandshakeRows.begin(
                        new ChannelTurn(state)
                                .cancelAll()
                                .order(new Action.CloseChannel(state.incarnation(), false)),
                        input));
        rows.from(OPEN).on(ChannelInput.ChannelOffered.class)
                .to(NEGOTIATING, "close the older, propose the newest version", (state, input) -> HandshakeRows.begin(
                        new ChannelTurn(state)
                                .cancelAll()
                                .tell(new MasterInput.ChannelClosed(state.incarnation(), "offered anew"))
                                .order(new Action.CloseChannel(state.incarnation(), false)),
                        input));
    }

    private static void rescind(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(CLOSED).on(ChannelInput.ChannelRescinded.class)
                .when("not started", (state, input) -> !state.started())
                .stays("nothing", (state, input) -> Decision.nothing("it is closed for good"));
        rows.from(RESCINDED).on(ChannelInput.ChannelRescinded.class)
                .stays("nothing", (state, input) -> Decision.nothing("it is rescinded already"));
        rows.from(CLOSED, NEGOTIATING, FAILED).on(ChannelInput.ChannelRescinded.class)
                .to(RESCINDED, "close it and wait for an offer", (state, input) -> farewell(state)
                        .cancelAll()
                        .that(new ChannelEvent.RescindNoted())
                        .order(new Action.CloseChannel(state.incarnation(), false))
                        .done());
        rows.from(OPEN).on(ChannelInput.ChannelRescinded.class)
                .to(RESCINDED, "tell the master, close it, wait for an offer", (state, input) -> new ChannelTurn(state)
                        .cancelAll()
                        .that(new ChannelEvent.RescindNoted())
                        .tell(new MasterInput.ChannelClosed(state.incarnation(), "rescinded by the host"))
                        .order(new Action.CloseChannel(state.incarnation(), false))
                        .done());
    }

    private static void reopen(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(ChannelInput.RingCorrupt.class)
                .to(FAILED, "open it again after a pause", (state, input) ->
                        fail(new ChannelTurn(state), "the ring is corrupt: " + input.what()));
        rows.from(FAILED).on(ChannelInput.RingCorrupt.class)
                .when("frames flowed until now", (state, input) -> state.lingers())
                .to(CLOSED, "tell the master", (state, input) ->
                        farewell(state).cancelAll()
                                .that(new ChannelEvent.ChannelGone("the ring is corrupt: " + input.what()))
                                .start(TimerName.REOPEN, ChannelTimings.REOPEN_FIRST_MS)
                                .done());
        rows.from(FAILED).on(TimerFired.class)
                .when("REOPEN, frames flowed until now", (state, fired) ->
                        fired.timer() == TimerName.REOPEN && state.lingers())
                .to(CLOSED, "tell the master, ask for a new incarnation", (state, fired) -> farewell(state)
                        .that(new ChannelEvent.ChannelGone(state.why()))
                        .order(new Action.CloseChannel(state.incarnation(), true))
                        .start(TimerName.REOPEN, ChannelTimings.REOPEN_MAX_MS)
                        .done());
        rows.from(FAILED, CLOSED).on(TimerFired.class)
                .when("REOPEN", (state, fired) -> fired.timer() == TimerName.REOPEN)
                .stays("ask for a new incarnation", (state, fired) -> new ChannelTurn(state)
                        .order(new Action.CloseChannel(state.incarnation(), true))
                        .start(TimerName.REOPEN, ChannelTimings.REOPEN_MAX_MS)
                        .done());
        // An open channel is opened again even so: the master has let go of its port, and the channel may have gone back
        // to this MTU by itself.
        rows.from(CLOSED, NEGOTIATING, RESCINDED, FAILED).on(ChannelInput.MtuRequested.class)
                .when("as it is", (state, input) -> input.mtu() == state.mtu().current())
                .stays("nothing", (state, input) -> Decision.nothing("the MTU is " + input.mtu() + " already"));
        rows.from(CLOSED, RESCINDED, FAILED).on(ChannelInput.MtuRequested.class)
                .stays("note it for the next handshake", (state, input) ->
                        Decision.that(new ChannelEvent.MtuNoted(input.mtu())).done());
        rows.from(NEGOTIATING).on(ChannelInput.MtuRequested.class)
                .to(CLOSED, "ask for a new incarnation", (state, input) ->
                        openAgain(new ChannelTurn(state).cancelAll(), state, input.mtu()));
        rows.from(OPEN).on(ChannelInput.MtuRequested.class)
                .to(CLOSED, "take the buffers back, ask for a new incarnation", (state, input) ->
                        openAgain(
                                takeLeave(new ChannelTurn(state))
                                        .tell(new MasterInput.ChannelClosed(state.incarnation(), MTU_CHANGES)),
                                state,
                                input.mtu()));
    }

    /** Gives the incarnation up. The host is not told: what it hears next is a new one. */
    static Decision fail(ChannelTurn turn, String why) {
        ChannelState state = turn.state();
        Mtu mtu = state.mtu();
        boolean newMtu = state.phase() == NEGOTIATING && mtu.unproven();
        boolean oldMtuToo = state.phase() == NEGOTIATING && !newMtu && mtu.refused() != 0;
        turn.cancelAll().that(new ChannelEvent.ChannelFailed(
                newMtu ? why + "; MTU " + mtu.proven() + " is tried again"
                        : oldMtuToo ? why + "; and MTU " + mtu.refused() + " had failed before" : why));
        if (state.phase() == OPEN) {
            turn.tell(new MasterInput.ChannelClosed(state.incarnation(), why));
        }
        if (newMtu) {
            // What worked a moment ago needs no pause.
            return turn.tell(new MasterInput.MtuRefused(mtu.current(), mtu.proven(), why))
                    .order(new Action.CloseChannel(state.incarnation(), true))
                    .start(TimerName.REOPEN, ChannelTimings.REOPEN_MAX_MS)
                    .done();
        }
        return turn.start(TimerName.REOPEN, ChannelTimings.reopenMs(state.reopenings())).done();
    }

    /**
     * Gives up a host that does not answer. Its rings are sound, so frames flow as before and the master is not told: what
     * works goes on working until the channel is opened again.
     */
    static Decision giveUp(ChannelTurn turn) {
        String why = ChannelTimings.MAX_SILENCES + " requests in a row were not answered";
        return turn.cancelAll()
                .that(new ChannelEvent.HostGivenUp(why))
                .start(TimerName.REOPEN, ChannelTimings.reopenMs(turn.state().reopenings()))
                .done();
    }

    /** Tells the master of a channel that was given up in silence that it is over now. */
    private static ChannelTurn farewell(ChannelState state) {
        ChannelTurn turn = new ChannelTurn(state);
        return state.lingers() ? turn.tell(new MasterInput.ChannelClosed(state.incarnation(), state.why())) : turn;
    }

    private static Decision openAgain(ChannelTurn turn, ChannelState state, int mtu) {
        return turn
                .that(new ChannelEvent.MtuNoted(mtu), new ChannelEvent.ChannelGone(MTU_CHANGES))
                .order(new Action.CloseChannel(state.incarnation(), true))
                .start(TimerName.REOPEN, ChannelTimings.REOPEN_MAX_MS)
                .done();
    }

    /** In hv_netvsc's order: frames, RNDIS, receive buffer, send buffer. No answer is waited for. */
    private static ChannelTurn takeLeave(ChannelTurn turn) {
        turn.cancelAll();
        long setId = turn.takeId();
        turn.rndis(setId, new RndisMessage.Set(
                (int) setId, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(PacketFilter.NONE)));
        long haltId = turn.takeId();
        turn.rndis(haltId, new RndisMessage.Halt((int) haltId));
        turn.send(new NvspMessage.RevokeReceiveBuffer(NvspMessage.ReceiveBuffer.ID));
        if (turn.state().session().memory().sendBufferBytes() > 0) {
            turn.send(new NvspMessage.RevokeSendBuffer(NvspMessage.SendBuffer.ID));
        }
        return turn;
    }
}
