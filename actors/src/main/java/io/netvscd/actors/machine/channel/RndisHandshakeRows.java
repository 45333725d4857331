package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;

import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.HandshakeStep;
import java.util.function.BiFunction;

/** What the host's answers to the handshake lead to from RNDIS INITIALIZE on. */
final class RndisHandshakeRows {
    private RndisHandshakeRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING).on(HostRndis.class)
                .when("answers RNDIS_INITIALIZE", Answers::initialises)
                .stays("query the largest frame", (state, input) -> RndisHandshake.initialised(new ChannelTurn(state),
                        Answers.as(RndisMessage.InitializeComplete.class, input)).done());
        query(rows, HandshakeStep.QUERY_FRAME_SIZE, "note it, query the permanent address",
                RndisHandshake::frameSizeQueried);
        query(rows, HandshakeStep.QUERY_MAC, "note the address, query the offloads", RndisHandshake::addressQueried);
        query(rows, HandshakeStep.QUERY_OFFLOADS, "switch on what it has, or query the link if it tells nothing",
                RndisHandshake::offloadsQueried);
        rows.from(NEGOTIATING).on(HostRndis.class)
                .when("answers SET_OFFLOADS", Answers::settlesOffloads)
                .stays("note what the host does, query the link", (state, input) -> RndisHandshake.offloadsSet(
                        new ChannelTurn(state), Answers.as(RndisMessage.SetComplete.class, input)).done());
        query(rows, HandshakeStep.QUERY_LINK, "note the link, query its speed, or set the packet filter before 5.0",
                RndisHandshake::linkQueried);
        query(rows, HandshakeStep.QUERY_SPEED, "note the speed, query the queues", RndisHandshake::speedQueried);
        query(rows, HandshakeStep.QUERY_SCALING, "note the queues, set the packet filter",
                RndisHandshake::scalingQueried);
        rows.from(NEGOTIATING).on(HostRndis.class)
                .when("takes PACKET_FILTER", Answers::takesFilter)
                .to(OPEN, "configure the port, tell the master", (state, input) ->
                        RndisHandshake.ready(new ChannelTurn(state)).done());
        rows.from(NEGOTIATING).on(HostRndis.class)
                .when("answers the step in another way", Answers::answersStep)
                .to(FAILED, "open it again after a pause", (state, input) -> LifeRows.fail(new ChannelTurn(state),
                        "at " + state.session().awaited().step() + " the host answered "
                                + Heard.rndis(input.message()).text()));
    }

    private static void query(
            Transitions.Builder<ChannelPhase, ChannelState> rows,
            HandshakeStep step,
            String what,
            BiFunction<ChannelTurn, QueryComplete, ChannelTurn> next) {
        rows.from(NEGOTIATING).on(HostRndis.class)
                .when("answers " + step, (state, input) -> Answers.queried(state, input, step))
                .stays(what, (state, input) ->
                        next.apply(new ChannelTurn(state), Answers.as(QueryComplete.class, input)).done());
    }
}
