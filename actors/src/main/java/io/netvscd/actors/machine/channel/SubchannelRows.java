package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.nvsp.NvspMessage.IndirectionTable;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.HostMessage;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.ChannelInput.SubchannelFailed;
import io.netvscd.journal.vocabulary.ChannelInput.SubchannelOpened;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sub-channels: asked for once a session, while the primary channel carries data already. What the host refuses, loses
 * or forgets ends in fewer channels, never in a wait without end.
 */
final class SubchannelRows {
    private SubchannelRows() {
    }

    /** Asks for what the configuration wants and the host has queues for; for none by default. */
    static ChannelTurn ask(ChannelTurn turn) {
        ChannelState state = turn.state();
        int wanted = Math.min(state.facts().channels(), state.session().host().queues());
        if (wanted <= 1 || !state.session().agreed().version().atLeast(NvspVersion.V5)) {
            return turn;
        }
        long id = turn.takeId();
        return turn.that(new ChannelEvent.SubchannelsAsked(id, wanted - 1))
                .ask(id, new SubchannelRequest(SubchannelRequest.ALLOCATE, wanted - 1))
                .start(TimerName.SUBCHANNEL_DEADLINE, ChannelTimings.SUBCHANNEL_DEADLINE_MS);
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(OPEN).on(HostCompletion.class)
                .when("grants sub-channels", (state, input) -> subchannels(state).awaits(input.transactionId())
                        && granted(input) > 0)
                .stays("open each as it is offered", (state, input) -> {
                    int count = Math.min(granted(input), subchannels(state).asked());
                    return new ChannelTurn(state)
                            .that(new ChannelEvent.SubchannelsGranted(count))
                            .order(new Action.OpenSubchannels(state.incarnation(), count))
                            .done();
                });
        rows.from(OPEN).on(HostCompletion.class)
                .when("refuses sub-channels", (state, input) -> subchannels(state).awaits(input.transactionId()))
                .stays("go on with the primary channel alone", (state, input) -> settle(new ChannelTurn(state)));
        rows.from(OPEN).on(RingFull.class)
                .when("at the sub-channels", (state, input) -> subchannels(state).awaits(input.transactionId()))
                .stays("go on with the primary channel alone", (state, input) -> settle(new ChannelTurn(state)));
        rows.from(OPEN).on(TimerFired.class)
                .when("SUBCHANNEL_DEADLINE", (state, fired) -> fired.timer() == TimerName.SUBCHANNEL_DEADLINE)
                .stays("go on with those that are open", (state, fired) -> settle(new ChannelTurn(state)));
        rows.from(OPEN).on(SubchannelOpened.class)
                .when("awaited", (state, input) -> !subchannels(state).settled())
                .stays("count it; once all are counted, spread", (state, input) ->
                        noted(new ChannelTurn(state).that(new ChannelEvent.SubchannelNoted(input.index(), true))));
        rows.from(OPEN).on(SubchannelFailed.class)
                .when("awaited", (state, input) -> !subchannels(state).settled())
                .stays("count it; once all are counted, spread", (state, input) ->
                        noted(new ChannelTurn(state).that(new ChannelEvent.SubchannelNoted(input.index(), false))));
        rows.from(NEGOTIATING, OPEN).on(SubchannelOpened.class)
                .stays("nothing is sent on it", (state, input) -> Decision.nothing(
                        "sub-channel " + input.index() + " came too late"));
        rows.from(NEGOTIATING, OPEN).on(SubchannelFailed.class)
                .stays("nothing", (state, input) -> Decision.nothing(
                        "sub-channel " + input.index() + " came too late: " + input.why()));
    }

    /** The host's wish for the spread of what is sent; a table that is none is malformed, and so not heard of here. */
    static void table(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(HostMessage.class)
                .when("SEND_INDIRECTION_TABLE", (state, input) ->
                        Heard.nvsp(state, input.payload()).is(IndirectionTable.class))
                .stays("note it; spread accordingly where there are sub-channels", (state, input) ->
                        spread(new ChannelTurn(state)
                                .that(new ChannelEvent.SendTableNoted(words(state, input)))).done());
    }

    private static Bytes words(ChannelState state, HostMessage input) {
        IndirectionTable table = (IndirectionTable) Heard.nvsp(state, input.payload()).message();
        ByteBuffer words = ByteBuffer.allocate(4 * IndirectionTable.ENTRIES).order(ByteOrder.LITTLE_ENDIAN);
        table.channels().forEach(words::putInt);
        return Bytes.of(words.array());
    }

    private static int granted(HostCompletion input) {
        return Heard.completion(input.payload()).message() instanceof SubchannelComplete answer
                && answer.status() == NvspStatus.SUCCESS ? answer.count() : 0;
    }

    private static Decision noted(ChannelTurn turn) {
        return subchannels(turn.state()).complete() ? settle(turn) : turn.done();
    }

    private static Decision settle(ChannelTurn turn) {
        turn.cancel(TimerName.SUBCHANNEL_DEADLINE)
                .that(new ChannelEvent.SubchannelsSettled(subchannels(turn.state()).opened() + 1));
        return RequestRows.ask(spread(turn)).done();
    }

    private static ChannelTurn spread(ChannelTurn turn) {
        Subchannels now = subchannels(turn.state());
        return now.spreads()
                ? turn.order(new Action.SpreadTransmit(turn.state().incarnation(), now.spread()))
                : turn;
    }

    private static Subchannels subchannels(ChannelState state) {
        return state.session().subchannels();
    }
}
