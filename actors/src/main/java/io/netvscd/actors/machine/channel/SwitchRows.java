package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchRequested;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchWithdrawn;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Optional;

/**
 * SWITCH_DATA_PATH: one at a time, its completion recognised by its transaction id and by nothing else, each way it can
 * end told to the master.
 */
final class SwitchRows {
    private SwitchRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        asked(rows);
        ringFull(rows);
        answered(rows);
    }

    private static void asked(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(OPEN).on(SwitchRequested.class)
                .when("one is under way", (state, input) -> pending(state) != null)
                .stays("nothing: it has to end first", (state, input) -> Decision.nothing(
                        "a switch to " + pending(state).path().word() + " is under way"));
        rows.from(OPEN).on(SwitchRequested.class)
                .when("without SR-IOV", (state, input) -> !state.session().agreed().sriov())
                .stays("the host is not asked", (state, input) ->
                        settle(new ChannelTurn(state), input.path(), SwitchOutcome.WITHDRAWN));
        rows.from(OPEN).on(SwitchRequested.class)
                .stays("send it", (state, input) -> send(new ChannelTurn(state), input.path()));
        rows.from(OPEN).on(SwitchWithdrawn.class)
                .when("waiting for room in the ring", (state, input) ->
                        pending(state) != null && pending(state).deferred())
                .stays("it ends here", (state, input) ->
                        settle(new ChannelTurn(state), pending(state).path(), SwitchOutcome.WITHDRAWN));
        rows.from(OPEN).on(SwitchWithdrawn.class)
                .when("sent", (state, input) -> pending(state) != null && !pending(state).withdrawn())
                .stays("its completion is awaited", (state, input) ->
                        Decision.that(new ChannelEvent.WithdrawalNoted()).done());
        rows.from(OPEN).on(SwitchWithdrawn.class)
                .stays("nothing", (state, input) -> Decision.nothing(pending(state) == null
                        ? "no switch is under way" : "it is withdrawn already"));
    }

    private static void ringFull(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(OPEN).on(RingFull.class)
                .when("at a withdrawn switch", (state, input) ->
                        isPending(state, input.transactionId()) && pending(state).withdrawn())
                .stays("it ends here", (state, input) ->
                        settle(new ChannelTurn(state), pending(state).path(), SwitchOutcome.WITHDRAWN));
        rows.from(OPEN).on(RingFull.class)
                .when("at a switch, attempts are left", (state, input) -> isPending(state, input.transactionId())
                        && pending(state).attempts() + 1 < ChannelTimings.SWITCH_ATTEMPTS)
                .stays("try again after a pause", (state, input) -> new ChannelTurn(state)
                        .cancel(TimerName.SWITCH_DEADLINE)
                        .that(new ChannelEvent.SwitchDeferred(pending(state).attempts() + 1))
                        .start(TimerName.SWITCH_RETRY, ChannelTimings.SWITCH_RETRY_MS)
                        .done());
        rows.from(OPEN).on(RingFull.class)
                .when("at a switch, the last attempt", (state, input) -> isPending(state, input.transactionId()))
                .stays("it ends here", (state, input) ->
                        settle(new ChannelTurn(state), pending(state).path(), SwitchOutcome.RING_FULL));
        rows.from(OPEN).on(TimerFired.class)
                .when("SWITCH_RETRY", (state, fired) -> fired.timer() == TimerName.SWITCH_RETRY)
                .stays("send it again", (state, fired) -> send(new ChannelTurn(state), pending(state).path()));
    }

    private static void answered(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(OPEN).on(HostCompletion.class)
                .when("of the switch", (state, input) -> isPending(state, input.transactionId()))
                .stays("tell the master; the payload says nothing", (state, input) ->
                        settle(new ChannelTurn(state), pending(state).path(), SwitchOutcome.COMPLETED));
        // A host completes a second request before one that is pending, so the one given up may be what it does last.
        rows.from(OPEN).on(HostCompletion.class)
                .when("of a switch that was given up, overtaken by the next", (state, input) ->
                        pending(state) == null && madeLate(state, input).isPresent())
                .stays("tell the master: the host has made it after all", (state, input) -> new ChannelTurn(state)
                        .that(new ChannelEvent.LateAnswer(input.transactionId()))
                        .tell(new MasterInput.SwitchEnded(
                                state.incarnation(), madeLate(state, input).orElseThrow(), SwitchOutcome.MADE_LATE))
                        .done());
        rows.from(OPEN).on(TimerFired.class)
                .when("SWITCH_DEADLINE, the host is silent for the first time", (state, fired) ->
                        fired.timer() == TimerName.SWITCH_DEADLINE && !silentTooOften(state))
                .stays("tell the master", (state, fired) ->
                        settle(new ChannelTurn(state), pending(state).path(), SwitchOutcome.TIMED_OUT));
        rows.from(OPEN).on(TimerFired.class)
                .when("SWITCH_DEADLINE, the host is silent again", (state, fired) ->
                        fired.timer() == TimerName.SWITCH_DEADLINE)
                .to(FAILED, "open it again after a pause, frames flow until then", (state, fired) ->
                        LifeRows.giveUp(settled(
                                new ChannelTurn(state), pending(state).path(), SwitchOutcome.TIMED_OUT)));
    }

    /** Whether one more unanswered request means that nobody is there. */
    static boolean silentTooOften(ChannelState state) {
        return state.session().manners().silences() + 1 >= ChannelTimings.MAX_SILENCES;
    }

    private static Decision send(ChannelTurn turn, DataPath path) {
        long id = turn.takeId();
        return turn.that(new ChannelEvent.SwitchSent(path, id))
                .ask(id, new SwitchDataPath(path))
                .start(TimerName.SWITCH_DEADLINE, ChannelTimings.SWITCH_DEADLINE_MS)
                .done();
    }

    private static Decision settle(ChannelTurn turn, DataPath path, SwitchOutcome outcome) {
        return settled(turn, path, outcome).done();
    }

    private static ChannelTurn settled(ChannelTurn turn, DataPath path, SwitchOutcome outcome) {
        return turn
                .cancel(TimerName.SWITCH_RETRY)
                .cancel(TimerName.SWITCH_DEADLINE)
                .that(new ChannelEvent.SwitchSettled(path, outcome))
                .tell(new MasterInput.SwitchEnded(turn.state().incarnation(), path, outcome));
    }

    private static Optional<DataPath> madeLate(ChannelState state, HostCompletion input) {
        return state.session().manners().madeLate(input.transactionId());
    }

    private static PendingSwitch pending(ChannelState state) {
        return state.session().pendingSwitch();
    }

    private static boolean isPending(ChannelState state, long id) {
        PendingSwitch pending = pending(state);
        return pending != null && !pending.deferred() && pending.id() == id;
    }
}
