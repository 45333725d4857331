package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.LinkChange;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;

/**
 * The link as the host indicates it, by hv_netvsc's rules: one change in two seconds, later ones wait; a network change
 * is a link that goes down now and comes up two seconds later, before whatever else waits.
 */
final class LinkRows {
    private static final long SPEED_UNIT_BITS_PER_SECOND = 100;

    private LinkRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(HostRndis.class)
                .when("LINK_SPEED_CHANGE", (state, input) -> speed(input) != null)
                .stays("note it", (state, input) ->
                        Decision.that(new ChannelEvent.LinkSpeedNoted(speed(input))).done());
        rows.from(NEGOTIATING).on(HostRndis.class)
                .when("MEDIA_CONNECT or MEDIA_DISCONNECT", (state, input) ->
                        change(input) == LinkChange.UP || change(input) == LinkChange.DOWN)
                .stays("note it; the master is told once the channel is open", (state, input) ->
                        Decision.that(new ChannelEvent.LinkNoted(change(input) == LinkChange.UP)).done());
        rows.from(OPEN).on(HostRndis.class)
                .when("a link change that changes nothing", (state, input) ->
                        change(input) != null && state.session().link().expects(change(input)))
                .stays("nothing", (state, input) -> Decision.nothing(
                        "the link is or will be so without " + change(input)));
        rows.from(OPEN).on(HostRndis.class)
                .when("a link change before the last has settled", (state, input) ->
                        change(input) != null && state.timers().runs(TimerName.LINK_SETTLE))
                .stays("let it wait", (state, input) ->
                        Decision.that(new ChannelEvent.LinkHeld(change(input), false)).done());
        rows.from(OPEN).on(HostRndis.class)
                .when("a link change", (state, input) -> change(input) != null)
                .stays("tell the master", (state, input) -> carryOut(new ChannelTurn(state), change(input)));
        rows.from(OPEN).on(TimerFired.class)
                .when("LINK_SETTLE, a change waits", (state, fired) ->
                        fired.timer() == TimerName.LINK_SETTLE && !state.session().link().held().isEmpty())
                .stays("carry it out", (state, fired) -> {
                    LinkChange next = state.session().link().held().get(0);
                    return carryOut(new ChannelTurn(state).that(new ChannelEvent.LinkReleased()), next);
                });
        rows.from(OPEN).on(TimerFired.class)
                .when("LINK_SETTLE, none waits", (state, fired) -> fired.timer() == TimerName.LINK_SETTLE)
                .stays("the next is carried out at once", (state, fired) ->
                        Decision.that(new ChannelEvent.LinkSettled()).done());
    }

    private static Decision carryOut(ChannelTurn turn, LinkChange change) {
        boolean noChange = turn.state().session().link().changesNothing(change);
        if (!noChange) {
            boolean up = change == LinkChange.UP;
            turn.that(new ChannelEvent.LinkNoted(up))
                    .tell(new MasterInput.HostLinkChanged(turn.state().incarnation(), up));
            if (change == LinkChange.NETWORK_CHANGE) {
                turn.that(new ChannelEvent.LinkHeld(LinkChange.UP, true));
            }
        }
        return turn.start(TimerName.LINK_SETTLE, ChannelTimings.LINK_SETTLE_MS).done();
    }

    private static LinkChange change(HostRndis input) {
        if (!(Heard.rndis(input.message()).message() instanceof IndicateStatus indication)) {
            return null;
        }
        return switch (indication.status()) {
            case RndisStatus.MEDIA_CONNECT -> LinkChange.UP;
            case RndisStatus.MEDIA_DISCONNECT -> LinkChange.DOWN;
            case RndisStatus.NETWORK_CHANGE -> LinkChange.NETWORK_CHANGE;
            default -> null;
        };
    }

    /** Null where the message is no speed change, or one without a speed. */
    private static Long speed(HostRndis input) {
        return Heard.rndis(input.message()).message() instanceof IndicateStatus indication
                && indication.status() == RndisStatus.LINK_SPEED_CHANGE
                && indication.buffer().asInt().isPresent()
                ? Integer.toUnsignedLong(indication.buffer().asInt().getAsInt()) * SPEED_UNIT_BITS_PER_SECOND
                : null;
    }
}
