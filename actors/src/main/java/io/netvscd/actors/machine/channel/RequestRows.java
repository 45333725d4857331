package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.CLOSED;
import static io.netvscd.actors.machine.channel.ChannelPhase.FAILED;
import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;
import static io.netvscd.actors.machine.channel.ChannelPhase.RESCINDED;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.NetworkAddress;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.ChannelInput.MacRequested;
import io.netvscd.journal.vocabulary.ChannelInput.ReceiveModeRequested;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Map;
import java.util.Optional;

/** RNDIS beyond the handshake: what the host is to set, asked for as last wished for, and its keepalives. */
final class RequestRows {
    private RequestRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(HostRndis.class)
                .when("malformed", (state, input) -> Heard.rndis(input.message()).malformed())
                .stays("count it; the channel lives on", (state, input) -> Decision.that(
                        new ChannelEvent.AnomalyNoted(Heard.rndis(input.message()).fault())).done());
        rows.from(NEGOTIATING, OPEN).on(HostRndis.class)
                .when("KEEPALIVE", (state, input) -> Heard.rndis(input.message()).is(Keepalive.class))
                .stays("answer it", (state, input) -> answerKeepalive(new ChannelTurn(state), input));
        wishes(rows);
        addresses(rows);
        answers(rows);
    }

    private static void wishes(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.fromAny().on(ReceiveModeRequested.class)
                .when("as it is", (state, input) ->
                        state.wanted().receive().equals(new ReceiveMode(input.open(), input.promiscuous())))
                .stays("nothing", (state, input) -> Decision.nothing("the receive mode is that already"));
        rows.from(CLOSED, NEGOTIATING, RESCINDED, FAILED).on(ReceiveModeRequested.class)
                .stays("note it", (state, input) -> noted(state, input).done());
        rows.from(OPEN).on(ReceiveModeRequested.class)
                .stays("ask for the packet filter, at once or when the last request has ended", (state, input) ->
                        ask(noted(state, input)).done());
    }

    private static void addresses(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.fromAny().on(MacRequested.class)
                .when("as it is", (state, input) -> input.mac().equals(state.wanted().address()))
                .stays("nothing", (state, input) -> Decision.nothing("the address is that already"));
        rows.from(CLOSED, NEGOTIATING, RESCINDED, FAILED).on(MacRequested.class)
                .stays("note it", (state, input) -> Decision.that(new ChannelEvent.MacNoted(input.mac())).done());
        rows.from(OPEN).on(MacRequested.class)
                .stays("ask for the address, at once or when the last request has ended", (state, input) ->
                        ask(new ChannelTurn(state).that(new ChannelEvent.MacNoted(input.mac()))).done());
    }

    private static void answers(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(OPEN).on(HostRndis.class)
                .when("answers the request", (state, input) -> state.session().request() != null
                        && Heard.rndis(input.message()).message() instanceof SetComplete answer
                        && Integer.toUnsignedLong(answer.requestId()) == state.session().request().id())
                .stays("ask for what else is wished", RequestRows::answered);
        rows.from(OPEN).on(RingFull.class)
                .when("at the request", (state, input) -> state.session().request() != null
                        && state.session().request().id() == input.transactionId())
                .stays("try again after a pause", (state, input) -> new ChannelTurn(state)
                        .cancel(TimerName.RNDIS_DEADLINE)
                        .that(new ChannelEvent.RequestDeferred(input.transactionId()))
                        .start(TimerName.RNDIS_DEADLINE, ChannelTimings.REQUEST_RETRY_MS)
                        .done());
        rows.from(OPEN).on(TimerFired.class)
                .when("RNDIS_DEADLINE, the host is silent again", (state, fired) ->
                        timedOut(state, fired) && SwitchRows.silentTooOften(state))
                .to(FAILED, "open it again after a pause, frames flow until then", (state, fired) ->
                        LifeRows.giveUp(new ChannelTurn(state)
                                .that(new ChannelEvent.RequestTimedOut(state.session().request().id()))));
        rows.from(OPEN).on(TimerFired.class)
                .when("RNDIS_DEADLINE, the host is silent for the first time", RequestRows::timedOut)
                .stays("ask again", (state, fired) -> ask(new ChannelTurn(state)
                        .that(new ChannelEvent.RequestTimedOut(state.session().request().id()))).done());
        rows.from(OPEN).on(TimerFired.class)
                .when("RNDIS_DEADLINE, after a full ring", (state, fired) ->
                        fired.timer() == TimerName.RNDIS_DEADLINE && Wishes.next(state).isPresent())
                .stays("ask again", (state, fired) -> ask(new ChannelTurn(state)).done());
        rows.from(OPEN).on(TimerFired.class)
                .when("RNDIS_DEADLINE, all is as wished", (state, fired) ->
                        fired.timer() == TimerName.RNDIS_DEADLINE)
                .stays("nothing", (state, fired) -> Decision.nothing("what the host has set is as wished"));
    }

    /** Asks the host to set what is wished for and not set yet, one thing at a time. */
    static ChannelTurn ask(ChannelTurn turn) {
        Optional<Map.Entry<Integer, Information>> wish = Wishes.next(turn.state());
        if (wish.isEmpty()) {
            return turn;
        }
        long id = turn.takeId();
        int oid = wish.get().getKey();
        return turn.that(new ChannelEvent.RequestSent(id, oid))
                .rndis(id, new RndisMessage.Set((int) id, oid, wish.get().getValue()))
                .start(TimerName.RNDIS_DEADLINE, ChannelTimings.RNDIS_DEADLINE_MS);
    }

    private static ChannelTurn noted(ChannelState state, ReceiveModeRequested input) {
        return new ChannelTurn(state).that(new ChannelEvent.ReceiveModeNoted(input.open(), input.promiscuous()));
    }

    /** What was refused is not asked for again until the wish changes: the host would refuse it again. */
    private static Decision answered(ChannelState state, HostRndis input) {
        SetComplete answer = (SetComplete) Heard.rndis(input.message()).message();
        ChannelTurn turn = new ChannelTurn(state)
                .cancel(TimerName.RNDIS_DEADLINE)
                .that(new ChannelEvent.RequestAnswered(state.session().request().id(), answer.status()));
        boolean address = state.session().request().oid() == Oid.GEN_RNDIS_CONFIG_PARAMETER;
        return ask(address && answer.status() != RndisStatus.SUCCESS ? addressRefused(turn, state) : turn).done();
    }

    /** The address that the host has let the NIC have is the one that it keeps, unless another is wanted already. */
    private static ChannelTurn addressRefused(ChannelTurn turn, ChannelState state) {
        MacAddress refused = NetworkAddress.read(state.session().request().value()).orElseThrow();
        MacAddress kept = turn.state().session().settings().inForce(Oid.GEN_RNDIS_CONFIG_PARAMETER)
                .flatMap(NetworkAddress::read)
                .orElse(state.facts().permanentMac());
        return refused.equals(state.wanted().address())
                ? turn.that(new ChannelEvent.MacNoted(kept)).tell(new MasterInput.MacRefused(refused, kept))
                : turn;
    }

    private static Decision answerKeepalive(ChannelTurn turn, HostRndis input) {
        Keepalive keepalive = (Keepalive) Heard.rndis(input.message()).message();
        long id = turn.takeId();
        return turn.that(new ChannelEvent.KeepaliveAnswered(id))
                .rndis(id, new RndisMessage.KeepaliveComplete(keepalive.requestId(), RndisStatus.SUCCESS))
                .done();
    }

    private static boolean timedOut(ChannelState state, TimerFired fired) {
        return fired.timer() == TimerName.RNDIS_DEADLINE && state.session().request() != null;
    }
}
