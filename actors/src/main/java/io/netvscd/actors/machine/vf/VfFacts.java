package io.netvscd.actors.machine.vf;

import io.netvscd.actors.machine.vf.VfState.Draft;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.VfEvent;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What each event makes of a VF's state. */
final class VfFacts {
    private static final Map<Class<? extends VfEvent>, BiConsumer<Draft, VfEvent>> EFFECTS = new IdentityHashMap<>();

    static {
        life();
        netdev();
        settings();
        effect(VfEvent.WarningRaised.class, (next, event) ->
                next.warnings = VfState.changed(next.warnings, event.warning(), true));
        effect(VfEvent.WarningCleared.class, (next, event) ->
                next.warnings = VfState.changed(next.warnings, event.warning(), false));
    }

    private VfFacts() {
    }

    static VfState apply(VfState state, VfEvent event) {
        BiConsumer<Draft, VfEvent> effect = EFFECTS.get(event.getClass());
        if (effect == null) {
            throw new IllegalArgumentException("not known to a VF: " + event);
        }
        Draft next = new Draft(state);
        effect.accept(next, event);
        return next.done();
    }

    private static void life() {
        effect(VfEvent.Appeared.class, (next, event) -> {
            next.free(VfPhase.PRESENT, "not joined");
            next.generation = event.generation();
            next.netdev = event.netdev();
            next.takeoverDelayMs = event.takeoverDelayMs();
            next.service = ServiceState.RECOVERED;
            next.warnings = new TreeSet<>();
        });
        effect(VfEvent.Joined.class, (next, event) -> {
            next.phase = VfPhase.JOINED;
            next.settings = event.settings();
            next.fitness = Fitness.unfit("takeover delay");
        });
        effect(VfEvent.TakenOver.class, (next, event) -> next.phase = VfPhase.STANDBY);
        effect(VfEvent.Carrying.class, (next, event) -> next.phase = VfPhase.ACTIVE);
        effect(VfEvent.CarryingEnded.class, (next, event) -> {
            if (next.phase == VfPhase.DEPARTING) {
                next.departure = next.departure.release();
            } else {
                next.phase = VfPhase.STANDBY;
            }
        });
        effect(VfEvent.DepartureBegun.class, (next, event) -> {
            next.departure = Departure.begun(next.phase == VfPhase.JOINED, !next.netdev.up());
            next.phase = VfPhase.DEPARTING;
            next.fitness = Fitness.unfit("departing");
            next.repairs = next.repairs.afresh();
        });
        effect(VfEvent.Dismissed.class, (next, event) -> next.free(VfPhase.PRESENT, "not joined"));
        effect(VfEvent.Vanished.class, (next, event) -> {
            next.free(VfPhase.GONE, "gone");
            next.service = ServiceState.RECOVERED;
            next.warnings = new TreeSet<>();
        });
    }

    private static void netdev() {
        // Merely still up says nothing, as a departing VF is up for a while.
        effect(VfEvent.NetdevChanged.class, (next, event) -> {
            boolean turned = event.netdev().up() != next.netdev.up();
            if (next.phase == VfPhase.DEPARTING && turned) {
                next.departure = next.departure.turned(event.netdev().up());
            }
            next.netdev = event.netdev();
        });
        effect(VfEvent.ServiceNoted.class, (next, event) -> {
            boolean repaired = event.state() == ServiceState.RECOVERED && next.service == ServiceState.FAILED;
            if (next.phase == VfPhase.DEPARTING && repaired) {
                next.departure = next.departure.repaired();
            }
            next.service = event.state();
        });
        effect(VfEvent.ReadinessNoted.class, (next, event) -> next.fitness = new Fitness(event.ready(), event.why()));
    }

    private static void settings() {
        effect(VfEvent.SettingsChanged.class, (next, event) -> {
            next.settings = event.settings();
            next.repairs = next.repairs.afresh();
        });
        effect(VfEvent.SettingRefused.class, (next, event) ->
                next.repairs = next.repairs.refused(event.setting(), true));
        effect(VfEvent.SettingTaken.class, (next, event) ->
                next.repairs = next.repairs.refused(event.setting(), false));
        effect(VfEvent.DifferenceNoted.class, (next, event) -> next.repairs = next.repairs.watch());
        effect(VfEvent.SetAgain.class, (next, event) -> next.repairs = next.repairs.setAgain(event.times()));
        effect(VfEvent.LeftDifferent.class, (next, event) -> next.repairs = next.repairs.giveUp());
        effect(VfEvent.DifferenceEnded.class, (next, event) -> next.repairs = next.repairs.afresh());
    }

    /** An effect is found by the class of its event, so that class need not be checked again. */
    @SuppressWarnings("unchecked")
    private static <E extends VfEvent> void effect(Class<E> type, BiConsumer<Draft, E> effect) {
        EFFECTS.put(type, (BiConsumer<Draft, VfEvent>) effect);
    }
}
