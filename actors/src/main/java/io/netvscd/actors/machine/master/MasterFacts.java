package io.netvscd.actors.machine.master;

import io.netvscd.actors.machine.master.MasterState.Backoff;
import io.netvscd.actors.machine.master.MasterState.Flaps;
import io.netvscd.actors.machine.master.MasterState.Life;
import io.netvscd.actors.machine.master.MasterState.Path;
import io.netvscd.actors.machine.master.MasterState.Synthetic;
import io.netvscd.actors.machine.master.MasterState.Told;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What each event of a master makes of its state. */
final class MasterFacts {
    private static final Map<Class<? extends Event>, BiFunction<MasterState, Event, MasterState>> EFFECTS = new HashMap<>();

    static {
        effect(MasterEvent.MasterReset.class, (state, event) -> MasterState.begun(
                event.facts(), state.backoff(), state.flaps()));
        effect(MasterEvent.AdminNoted.class, (state, event) -> {
            VfSettings old = state.settings();
            return state.withSettings(new VfSettings(event.up(), old.mtu(), old.mac(), old.promiscuous()));
        });
        effect(MasterEvent.MasterMtuNoted.class, (state, event) -> {
            VfSettings old = state.settings();
            return state.withSettings(new VfSettings(old.adminUp(), event.mtu(), old.mac(), old.promiscuous()));
        });
        effect(MasterEvent.MasterMacNoted.class, (state, event) -> {
            VfSettings old = state.settings();
            return state.withSettings(new VfSettings(old.adminUp(), old.mtu(), event.mac(), old.promiscuous()));
        });
        effect(MasterEvent.MasterPromiscuousNoted.class, (state, event) -> {
            VfSettings old = state.settings();
            return state.withSettings(new VfSettings(old.adminUp(), old.mtu(), old.mac(), event.on()));
        });
        effect(MasterEvent.StopBegun.class, (state, event) -> state.withLife(Life.STOPPING));
        effect(MasterEvent.Stopped.class, (state, event) -> state.withLife(Life.STOPPED));
        syntheticSide();
        vfSide();
        path();
    }

    private MasterFacts() {
    }

    static MasterState apply(MasterState state, Event event) {
        BiFunction<MasterState, Event, MasterState> effect = EFFECTS.get(event.getClass());
        if (effect == null) {
            throw new IllegalArgumentException("not an event of a master: " + event);
        }
        return effect.apply(state, event);
    }

    private static void syntheticSide() {
        effect(MasterEvent.SyntheticOpened.class, (state, event) -> state
                .withSynthetic(new Synthetic(event.incarnation(), true, event.nvsp(), event.linkUp(), false, 0))
                .withTold(new Told(false, false, state.told().masterOpen())));
        effect(MasterEvent.SyntheticClosed.class, (state, event) -> {
            Synthetic old = state.synthetic();
            Path path = state.path();
            return state
                    .withSynthetic(new Synthetic(old.incarnation(), false, old.nvsp(), old.linkUp(), false, old.serial()))
                    .withPath(new Path(
                            path.inUse(), path.ordered(), path.unacknowledged(), DataPath.SYNTHETIC, null, false, false));
        });
        effect(MasterEvent.MasterLinkNoted.class, (state, event) -> {
            Synthetic old = state.synthetic();
            return state.withSynthetic(new Synthetic(
                    old.incarnation(), old.open(), old.nvsp(), event.up(), old.allocated(), old.serial()));
        });
        effect(MasterEvent.AssociationChanged.class, (state, event) -> {
            Synthetic old = state.synthetic();
            return state.withSynthetic(new Synthetic(
                    old.incarnation(), old.open(), old.nvsp(), old.linkUp(), event.allocated(), event.serial()));
        });
        effect(MasterEvent.ReceiveModeTold.class, (state, event) -> state.withTold(
                new Told(event.open(), event.promiscuous(), state.told().masterOpen())));
        effect(MasterEvent.MasterOpenTold.class, (state, event) -> state.withTold(
                new Told(state.told().receiveOpen(), state.told().receivePromiscuous(), event.up())));
    }

    private static void vfSide() {
        effect(MasterEvent.VfTaken.class, (state, event) -> state
                .withSpares(without(state.spares(), event.vf(), event.generation()))
                .withVf(Slave.taken(event.vf(), event.generation(), event.netdev())));
        effect(MasterEvent.VfSpared.class, (state, event) -> {
            List<Slave> spares = without(state.spares(), event.vf(), event.generation());
            spares.add(Slave.taken(event.vf(), event.generation(), event.netdev()));
            return state.withSpares(spares);
        });
        effect(MasterEvent.VfForgotten.class, (state, event) -> {
            boolean own = state.vf() != null && state.vf().is(event.vf(), event.generation());
            return own ? state.withVf(null) : state.withSpares(without(state.spares(), event.vf(), event.generation()));
        });
        effect(MasterEvent.VfReadinessChanged.class, (state, event) ->
                state.withVf(state.vf().withReadiness(event.ready(), event.why())));
        effect(MasterEvent.VfPortNoted.class, (state, event) -> state.withVf(state.vf().withAttached(event.attached())));
        effect(MasterEvent.VfDepartureNoted.class, (state, event) -> state.withVf(state.vf().withDeparting()));
        effect(MasterEvent.VfReleaseTold.class, (state, event) -> state.withVf(state.vf().withReleased(true)));
        effect(MasterEvent.SettingsTold.class, (state, event) -> state.withVf(state.vf().withTold(event.settings())));
    }

    private static void path() {
        effect(MasterEvent.SwitchAsked.class, (state, event) -> {
            Path old = state.path();
            return state.withPath(new Path(
                    old.inUse(), old.ordered(), old.unacknowledged(), old.host(), event.path(), false, old.hostUnsure()));
        });
        effect(MasterEvent.SwitchUnwanted.class, (state, event) -> {
            Path old = state.path();
            return state.withPath(new Path(
                    old.inUse(), old.ordered(), old.unacknowledged(), old.host(), old.asked(), true, old.hostUnsure()));
        });
        effect(MasterEvent.SwitchAnswered.class, (state, event) -> {
            Path old = state.path();
            boolean unsure = event.outcome() == SwitchOutcome.TIMED_OUT
                    || event.outcome() != SwitchOutcome.COMPLETED && old.hostUnsure();
            return state.withPath(new Path(
                    old.inUse(), old.ordered(), old.unacknowledged(), old.host(), null, false, unsure));
        });
        effect(MasterEvent.HostPathNoted.class, (state, event) -> {
            Path old = state.path();
            return state.withPath(new Path(
                    old.inUse(), old.ordered(), old.unacknowledged(), event.path(), old.asked(), old.unwanted(),
                    old.hostUnsure()));
        });
        effect(MasterEvent.PathOrdered.class, (state, event) -> {
            Path old = state.path();
            return state.withPath(new Path(
                    old.inUse(), event.path(), old.unacknowledged() + 1, old.host(), old.asked(), old.unwanted(),
                    old.hostUnsure()));
        });
        effect(MasterEvent.PathInUse.class, (state, event) -> {
            Path old = state.path();
            int unacknowledged = Math.max(0, old.unacknowledged() - 1);
            DataPath ordered = unacknowledged == 0 ? event.path() : old.ordered();
            MasterState moved = state.withPath(new Path(
                    event.path(), ordered, unacknowledged, old.host(), old.asked(), old.unwanted(), old.hostUnsure()));
            boolean carries = event.path() == DataPath.VF && moved.vf() != null;
            return carries ? moved.withVf(moved.vf().withReleased(false)) : moved;
        });
        effect(MasterEvent.PathFellBack.class, (state, event) -> {
            Path old = state.path();
            return state.withPath(new Path(DataPath.SYNTHETIC, DataPath.SYNTHETIC, old.unacknowledged(), old.host(),
                    old.asked(), old.unwanted(), old.hostUnsure()));
        });
        effect(MasterEvent.BackoffBegun.class, (state, event) ->
                state.withBackoff(new Backoff(true, event.failures(), event.generation())));
        effect(MasterEvent.BackoffEnded.class, (state, event) ->
                state.withBackoff(new Backoff(false, state.backoff().failures(), state.backoff().generation())));
        effect(MasterEvent.FlapsNoted.class, (state, event) ->
                state.withFlaps(new Flaps(event.penalty(), state.flaps().damped(), event.generation())));
        effect(MasterEvent.DampingBegun.class, (state, event) ->
                state.withFlaps(new Flaps(state.flaps().penalty(), true, state.flaps().generation())));
        effect(MasterEvent.DampingEnded.class, (state, event) ->
                state.withFlaps(new Flaps(state.flaps().penalty(), false, state.flaps().generation())));
        effect(MasterEvent.FailuresForgiven.class, (state, event) ->
                state.withBackoff(new Backoff(false, 0, state.backoff().generation())));
    }

    private static List<Slave> without(List<Slave> spares, String key, long generation) {
        List<Slave> kept = new ArrayList<>(spares);
        kept.removeIf(spare -> spare.key().equals(key) && spare.generation() <= generation);
        return kept;
    }

    private static <E extends Event> void effect(Class<E> type, BiFunction<MasterState, E, MasterState> effect) {
        EFFECTS.put(type, (state, event) -> effect.apply(state, type.cast(event)));
    }
}
