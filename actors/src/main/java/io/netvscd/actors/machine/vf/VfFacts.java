package io.netvscd.actors.machine.vf;

import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.journal.vocabulary.VfEvent.Appeared;
import io.netvscd.journal.vocabulary.VfEvent.Carrying;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.DepartureBegun;
import io.netvscd.journal.vocabulary.VfEvent.Dismissed;
import io.netvscd.journal.vocabulary.VfEvent.Joined;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.ServiceNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingRefused;
import io.netvscd.journal.vocabulary.VfEvent.SettingTaken;
import io.netvscd.journal.vocabulary.VfEvent.SettingsChanged;
import io.netvscd.journal.vocabulary.VfEvent.TakenOver;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;

/** What each event makes of a VF's state. */
final class VfFacts {
    private VfFacts() {
    }

    static VfState apply(VfState state, VfEvent event) {
        if (event instanceof NetdevChanged changed) {
            return netdevChanged(state, changed);
        } else if (event instanceof ReadinessNoted noted) {
            return state.withFitness(new Fitness(noted.ready(), noted.why()));
        } else if (event instanceof SettingsChanged changed) {
            return state.withSettings(changed.settings());
        } else if (event instanceof SettingRefused refused) {
            return state.withRefused(refused.setting(), true);
        } else if (event instanceof SettingTaken taken) {
            return state.withRefused(taken.setting(), false);
        } else if (event instanceof WarningRaised raised) {
            return state.withWarning(raised.warning(), true);
        } else if (event instanceof WarningCleared cleared) {
            return state.withWarning(cleared.warning(), false);
        } else if (event instanceof ServiceNoted noted) {
            return serviceNoted(state, noted);
        }
        return step(state, event);
    }

    private static VfState step(VfState state, VfEvent event) {
        if (event instanceof Appeared appeared) {
            return state.appeared(appeared.generation(), appeared.netdev(), appeared.takeoverDelayMs());
        } else if (event instanceof Joined joined) {
            return state.joined(joined.settings());
        } else if (event instanceof TakenOver) {
            return state.in(VfPhase.STANDBY);
        } else if (event instanceof Carrying) {
            return state.in(VfPhase.ACTIVE);
        } else if (event instanceof CarryingEnded) {
            return state.phase() == VfPhase.DEPARTING ? state.withReleased() : state.in(VfPhase.STANDBY);
        } else if (event instanceof DepartureBegun) {
            return state.departing();
        } else if (event instanceof Dismissed) {
            return state.dismissed();
        } else if (event instanceof Vanished) {
            return state.vanished();
        }
        throw new IllegalArgumentException("not known to a VF: " + event);
    }

    /**
     * Up again after it was down: it did not go after all. Merely still up says nothing, as a departing VF is up for a
     * while.
     */
    private static VfState netdevChanged(VfState state, NetdevChanged event) {
        VfState changed = state.withNetdev(event.netdev());
        boolean turned = event.netdev().up() != state.netdev().up();
        return state.phase() == VfPhase.DEPARTING && turned ? changed.withReturned(event.netdev().up()) : changed;
    }

    private static VfState serviceNoted(VfState state, ServiceNoted event) {
        boolean repaired = event.state() == ServiceState.RECOVERED && state.service() == ServiceState.FAILED;
        VfState noted = state.withService(event.state());
        return state.phase() == VfPhase.DEPARTING && repaired ? noted.withReturned(true) : noted;
    }
}
