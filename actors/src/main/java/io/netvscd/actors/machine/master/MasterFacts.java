package io.netvscd.actors.machine.master;

import io.netvscd.actors.machine.master.MasterState.Draft;
import io.netvscd.actors.machine.master.MasterState.Life;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What each event of a master makes of its state. */
final class MasterFacts {
    private static final Map<Class<? extends Event>, BiConsumer<Draft, Event>> EFFECTS = new IdentityHashMap<>();

    static {
        system();
        syntheticSide();
        vfSide();
        hostSide();
        guestSide();
        failures();
        alarms();
    }

    private MasterFacts() {
    }

    static MasterState apply(MasterState state, Event event) {
        if (event instanceof MasterEvent.MasterReset reset) {
            return state.begun(reset.facts());
        }
        BiConsumer<Draft, Event> effect = EFFECTS.get(event.getClass());
        if (effect == null) {
            throw new IllegalArgumentException("not an event of a master: " + event);
        }
        Draft next = new Draft(state);
        effect.accept(next, event);
        return next.done();
    }

    private static void system() {
        effect(MasterEvent.AdminNoted.class, (next, event) -> {
            VfSettings old = next.settings;
            next.settings = new VfSettings(event.up(), old.mtu(), old.mac(), old.promiscuous());
        });
        effect(MasterEvent.MasterMtuNoted.class, (next, event) -> {
            VfSettings old = next.settings;
            next.settings = new VfSettings(old.adminUp(), event.mtu(), old.mac(), old.promiscuous());
        });
        effect(MasterEvent.MasterMacNoted.class, (next, event) -> {
            VfSettings old = next.settings;
            next.settings = new VfSettings(old.adminUp(), old.mtu(), event.mac(), old.promiscuous());
        });
        effect(MasterEvent.MasterPromiscuousNoted.class, (next, event) -> {
            VfSettings old = next.settings;
            next.settings = new VfSettings(old.adminUp(), old.mtu(), old.mac(), event.on());
        });
        effect(MasterEvent.StopBegun.class, (next, event) -> next.life = Life.STOPPING);
        effect(MasterEvent.Stopped.class, (next, event) -> next.life = Life.STOPPED);
    }

    private static void syntheticSide() {
        effect(MasterEvent.SyntheticOpened.class, (next, event) -> {
            next.synthetic = Synthetic.opened(event.incarnation(), event.nvsp(), event.linkUp());
            next.told = Told.NOTHING.master(next.told.masterOpen());
        });
        effect(MasterEvent.SyntheticClosed.class, (next, event) -> {
            next.synthetic = next.synthetic.closed();
            next.host = HostPath.SYNTHETIC;
        });
        effect(MasterEvent.MasterLinkNoted.class, (next, event) -> next.synthetic = next.synthetic.link(event.up()));
        effect(MasterEvent.AssociationChanged.class, (next, event) -> {
            next.synthetic = next.synthetic.associated(event.allocated(), event.serial());
            next.host = event.allocated() ? next.host : next.host.leftVf();
        });
        effect(MasterEvent.ReceiveModeTold.class, (next, event) ->
                next.told = next.told.receiveMode(event.open(), event.promiscuous()));
        effect(MasterEvent.MasterOpenTold.class, (next, event) -> next.told = next.told.master(event.up()));
    }

    private static void vfSide() {
        effect(MasterEvent.VfTaken.class, (next, event) -> {
            next.spares = without(next.spares, event.vf(), event.generation());
            next.vf = Slave.taken(event.vf(), event.generation(), event.netdev());
        });
        effect(MasterEvent.VfSpared.class, (next, event) -> {
            next.spares = without(next.spares, event.vf(), event.generation());
            next.spares.add(Slave.taken(event.vf(), event.generation(), event.netdev()));
        });
        effect(MasterEvent.VfForgotten.class, (next, event) -> {
            if (next.vf != null && next.vf.is(event.vf(), event.generation())) {
                next.vf = null;
            } else {
                next.spares = without(next.spares, event.vf(), event.generation());
            }
        });
        effect(MasterEvent.VfReadinessChanged.class, (next, event) ->
                next.vf = next.vf.withReadiness(event.ready(), event.why()));
        effect(MasterEvent.VfPortNoted.class, (next, event) -> next.vf = next.vf.withAttached(event.attached()));
        effect(MasterEvent.VfDepartureNoted.class, (next, event) -> next.vf = next.vf.withDeparting());
        effect(MasterEvent.VfReleaseTold.class, (next, event) -> next.vf = next.vf.withReleased(true));
        effect(MasterEvent.SettingsTold.class, (next, event) -> next.vf = next.vf.withTold(event.settings()));
    }

    private static void hostSide() {
        effect(MasterEvent.SwitchAsked.class, (next, event) -> next.host = next.host.ask(event.path()));
        effect(MasterEvent.SwitchUnwanted.class, (next, event) -> next.host = next.host.withdraw());
        effect(MasterEvent.SwitchAnswered.class, (next, event) -> next.host = next.host.answered(event.outcome()));
        effect(MasterEvent.HostPathDoubted.class, (next, event) -> next.host = next.host.doubted());
        effect(MasterEvent.HostPathNoted.class, (next, event) -> {
            next.host = next.host.on(event.path());
            next.host = event.path() == DataPath.SYNTHETIC ? next.host.leftVf() : next.host;
        });
    }

    private static void guestSide() {
        effect(MasterEvent.PathOrdered.class, (next, event) -> next.guest = next.guest.ordered(event.path()));
        effect(MasterEvent.PathInUse.class, (next, event) -> {
            next.guest = next.guest.answered(event.path());
            boolean carries = event.path() == DataPath.VF && next.vf != null;
            next.vf = carries ? next.vf.withReleased(false) : next.vf;
            next.alarms = carries ? next.alarms.withVf() : next.alarms;
        });
        effect(MasterEvent.DatapathResetOrdered.class, (next, event) -> next.guest = next.guest.resetOrdered(event.number()));
        effect(MasterEvent.DatapathResetNoted.class, (next, event) -> next.guest = next.guest.resetDone());
        effect(MasterEvent.PathFellBack.class, (next, event) -> next.guest = next.guest.fellBack());
    }

    private static void alarms() {
        effect(MasterEvent.SuspicionBegun.class, (next, event) ->
                next.alarms = next.alarms.begun(event.kind(), event.generation()));
        effect(MasterEvent.AlarmRaised.class, (next, event) ->
                next.alarms = next.alarms.raised(event.kind(), event.text()));
        effect(MasterEvent.SuspicionEnded.class, (next, event) -> next.alarms = next.alarms.ended(event.kind()));
        effect(MasterEvent.IdleFunctionNoted.class, (next, event) ->
                next.alarms = next.alarms.idle(event.pciAddress(), event.slot()));
        effect(MasterEvent.IdleFunctionForgotten.class, (next, event) ->
                next.alarms = next.alarms.served(event.pciAddress()));
    }

    private static void failures() {
        effect(MasterEvent.BackoffBegun.class, (next, event) ->
                next.backoff = new Backoff(true, event.failures(), event.generation()));
        effect(MasterEvent.BackoffEnded.class, (next, event) -> next.backoff = next.backoff.over());
        effect(MasterEvent.FailuresForgiven.class, (next, event) -> next.backoff = next.backoff.forgiven());
        effect(MasterEvent.FlapsNoted.class, (next, event) ->
                next.flaps = next.flaps.noted(event.penalty(), event.generation()));
        effect(MasterEvent.DampingBegun.class, (next, event) -> next.flaps = next.flaps.damped(true));
        effect(MasterEvent.DampingEnded.class, (next, event) -> next.flaps = next.flaps.damped(false));
    }

    private static List<Slave> without(List<Slave> spares, String key, long generation) {
        List<Slave> kept = new ArrayList<>(spares);
        kept.removeIf(spare -> spare.key().equals(key) && spare.generation() <= generation);
        return kept;
    }

    /** An effect is found by the class of its event, so that class need not be checked again. */
    @SuppressWarnings("unchecked")
    private static <E extends Event> void effect(Class<E> type, BiConsumer<Draft, E> effect) {
        EFFECTS.put(type, (BiConsumer<Draft, Event>) effect);
    }
}
