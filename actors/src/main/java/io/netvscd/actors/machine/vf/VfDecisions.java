package io.netvscd.actors.machine.vf;

import io.netvscd.actors.machine.Decision;
import io.netvscd.journal.vocabulary.Action.LetGo;
import io.netvscd.journal.vocabulary.MasterInput.VfDeparting;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.VfEvent.Appeared;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.Dismissed;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ServiceNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingsChanged;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfDismissed;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is decided in the rows of a VF's table that take more than a line. */
final class VfDecisions {
    /** What the system itself does with the VF, which it goes on to do with an ordinary netdev. */
    private static final String USED = " on the VF";

    private VfDecisions() {
    }

    static Decision appear(VfState state, VfAppeared input) {
        VfTurn turn = new VfTurn(state);
        if (state.phase() != VfPhase.GONE) {
            turn.vanish();
        }
        return turn.that(new Appeared(input.generation(), input.netdev(), input.takeoverDelayMs()))
                .present()
                .orNothing("");
    }

    /** Someone uses the VF for himself, or no longer. */
    static Decision use(VfState state, String what, boolean present) {
        String warning = what + USED;
        VfTurn turn = new VfTurn(state);
        return (present ? turn.warn(warning) : turn.unwarn(warning))
                .orNothing(what + (present ? " is known" : " was not known"));
    }

    /** The driver fills in the permanent address, or sysfs the slot, after the netdev's first message. */
    static Decision changeWhilePresent(VfState state, VfChanged input) {
        Netdev before = state.netdev();
        Netdev now = input.netdev();
        boolean same = before.permanentMac().equals(now.permanentMac()) && before.slot().equals(now.slot());
        VfTurn turn = new VfTurn(state).that(new NetdevChanged(now));
        return (same ? turn : turn.present()).orNothing("");
    }

    static Decision change(VfState state, VfChanged input) {
        VfTurn turn = new VfTurn(state).that(new NetdevChanged(input.netdev()));
        if (input.netdev().up()) {
            turn.unwarn(VfTurn.SET_DOWN_BY_OTHERS);
        } else if (state.netdev().up() && state.settings().adminUp()) {
            turn.warn(VfTurn.SET_DOWN_BY_OTHERS);
        }
        List<NetdevSetting> lacking = Conformity.lacking(input.netdev(), state.settings());
        for (NetdevSetting setting : Conformity.ORDER) {
            if (state.repairs().refused().contains(setting) && !lacking.contains(setting)) {
                turn.taken(setting);
            }
        }
        return turn.watch(VfTurn.SETTLE_MS).judge().orNothing("");
    }

    static Decision letGoAtOnce(VfState state, VfGoingDown input) {
        return Decision.order(new LetGo(state.netdev().ifindex(), input.generation())).done();
    }

    static Decision settingTaken(VfState state, VfNetdevResult input) {
        VfTurn turn = new VfTurn(state).taken(input.setting());
        return judgeIfConfigured(turn).orNothing("");
    }

    /** While departing, the upkeep timer has another use; a return sets everything that is lacking. */
    static Decision settingRefused(VfState state, VfNetdevResult input) {
        VfTurn turn = new VfTurn(state).refused(input.setting(), input.errno());
        if (state.phase() != VfPhase.DEPARTING) {
            turn.startUpkeep(VfTurn.RETRY_MS);
        }
        return judgeIfConfigured(turn).orNothing("");
    }

    private static VfTurn judgeIfConfigured(VfTurn turn) {
        boolean configured = turn.now().phase() == VfPhase.STANDBY || turn.now().phase() == VfPhase.ACTIVE;
        return configured ? turn.judge() : turn;
    }

    static Decision join(VfState state, VfJoin input) {
        return new VfTurn(state).join(input.settings()).orNothing("");
    }

    static Decision joinAgain(VfState state, VfJoin input) {
        VfTurn turn = new VfTurn(state);
        if (state.phase() == VfPhase.ACTIVE) {
            turn.that(new CarryingEnded());
        }
        takeSettings(turn, state.settings(), input.settings());
        return turn.tellFitness(Fitness.of(turn.now())).orNothing("");
    }

    static Decision joinDeparting(VfState state, VfJoin input) {
        VfTurn turn = new VfTurn(state);
        if (!input.settings().equals(state.settings())) {
            turn.that(new SettingsChanged(input.settings()));
        }
        return turn.tellMaster(new VfDeparting(turn.key(), state.generation())).orNothing("");
    }

    static Decision noteSettings(VfState state, VfSettings settings) {
        VfTurn turn = new VfTurn(state);
        return (settings.equals(state.settings()) ? turn : turn.that(new SettingsChanged(settings)))
                .orNothing("these are its settings already");
    }

    static Decision follow(VfState state, VfFollow input) {
        VfTurn turn = new VfTurn(state);
        takeSettings(turn, state.settings(), input.settings());
        return turn.judge().orNothing("these are its settings already");
    }

    /** Only what changed is set: an earlier order may still be under way, so that the netdev as last seen says little. */
    private static void takeSettings(VfTurn turn, VfSettings before, VfSettings now) {
        List<NetdevSetting> changed = Conformity.differing(before, now);
        if (!changed.isEmpty()) {
            turn.that(new SettingsChanged(now)).setAsMaster(changed).watch(VfTurn.LOOK_MS);
        }
    }

    static Decision dismiss(VfState state, VfDismissed input) {
        VfTurn turn = new VfTurn(state).cancelTimers();
        for (String warning : state.warnings()) {
            if (!warning.endsWith(USED)) {
                turn.unwarn(warning);
            }
        }
        if (state.settings().promiscuous() && state.phase() != VfPhase.JOINED) {
            turn.set(NetdevSetting.PROMISCUOUS, 0);
        }
        turn.set(NetdevSetting.ISOLATION, 0);
        if (state.phase() == VfPhase.DEPARTING && !state.departure().released()) {
            turn.order(new LetGo(state.netdev().ifindex(), state.generation()));
        }
        return turn.that(new Dismissed()).present().orNothing("");
    }

    static Decision serviceWhileDeparting(VfState state, VfService input) {
        VfTurn turn = new VfTurn(state).that(new ServiceNoted(input.state())).returnIfBack();
        boolean waits = turn.now().phase() == VfPhase.DEPARTING && state.service() == ServiceState.FAILED;
        return (waits ? turn.startUpkeep(VfTurn.DEPARTURE_MS) : turn).orNothing("");
    }

    static Decision upkeep(VfState state, TimerFired input) {
        Set<NetdevSetting> refused = state.repairs().refused();
        List<NetdevSetting> again = new ArrayList<>();
        List.of(NetdevSetting.ISOLATION, NetdevSetting.PARKED).stream().filter(refused::contains).forEach(again::add);
        Conformity.ORDER.stream().filter(refused::contains).forEach(again::add);
        VfTurn turn = new VfTurn(state).setAsMaster(again);
        return (state.repairs().watched() ? turn.putRight() : turn).orNothing("");
    }

    static Decision departureOverdue(VfState state, TimerFired input) {
        VfTurn turn = new VfTurn(state);
        if (!state.departure().released()) {
            return turn.startUpkeep(VfTurn.DEPARTURE_MS).orNothing("");
        }
        boolean setDown = state.settings().adminUp() && !state.netdev().up();
        return turn.comeBack(!setDown).orNothing("");
    }
}
