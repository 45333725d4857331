package io.netvscd.actors.machine.vf;

import io.netvscd.actors.machine.Decision;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.LetGo;
import io.netvscd.journal.vocabulary.Action.SetNetdev;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.MasterInput.VfDeparting;
import io.netvscd.journal.vocabulary.MasterInput.VfLost;
import io.netvscd.journal.vocabulary.MasterInput.VfReadiness;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.DepartureBegun;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingRefused;
import io.netvscd.journal.vocabulary.VfEvent.SettingTaken;
import io.netvscd.journal.vocabulary.VfEvent.TakenOver;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** One turn of a VF: facts are applied as they are decided, so that each step sees what the one before it changed. */
final class VfTurn {
    /**
     * Between two tries of what the kernel refused: often enough for an operator who mended it, rare enough for the
     * journal.
     */
    static final long RETRY_MS = 30_000;
    /**
     * How long a netdev that announced its going and stays up is believed: a host gives the guest 10 s and the
     * revocation another 10 s.
     */
    static final long DEPARTURE_MS = 30_000;
    static final String SET_DOWN_BY_HAND = "set down by hand";

    private final Decision.Builder decision = new Decision.Builder();
    private VfState now;

    VfTurn(VfState state) {
        now = state;
    }

    VfState now() {
        return now;
    }

    VfTurn that(VfEvent event) {
        decision.that(event);
        now = VfFacts.apply(now, event);
        return this;
    }

    VfTurn order(Action action) {
        decision.order(action);
        return this;
    }

    VfTurn tellMaster(MasterInput message) {
        return order(new Tell(OwnerId.master(now.owner().nic()), message));
    }

    VfTurn set(NetdevSetting setting, long value) {
        return order(new SetNetdev(now.netdev().ifindex(), now.generation(), setting, value));
    }

    /** Orders these settings as the master has them. */
    VfTurn setAsMaster(Collection<NetdevSetting> settings) {
        settings.forEach(setting -> set(setting, Conformity.value(now.settings(), setting)));
        return this;
    }

    VfTurn warn(String warning) {
        return now.warnings().contains(warning) ? this : that(new WarningRaised(warning));
    }

    VfTurn unwarn(String warning) {
        return now.warnings().contains(warning) ? that(new WarningCleared(warning)) : this;
    }

    /** Tells the master how fit the VF is, if that is news. */
    VfTurn judge() {
        Fitness fitness = Fitness.of(now);
        return fitness.equals(now.fitness()) ? this : tellFitness(fitness);
    }

    VfTurn tellFitness(Fitness fitness) {
        that(new ReadinessNoted(fitness.ready(), fitness.why()));
        return tellMaster(new VfReadiness(key(), now.generation(), fitness.ready(), fitness.why()));
    }

    /** The kernel has taken this setting, or it has come true by other means. */
    VfTurn taken(NetdevSetting setting) {
        return that(new SettingTaken(setting)).unwarnAllBut(refusal(setting), "");
    }

    VfTurn refused(NetdevSetting setting, int errno) {
        String warning = refusal(setting) + ": errno " + errno;
        return that(new SettingRefused(setting, errno)).unwarnAllBut(refusal(setting), warning).warn(warning);
    }

    /** Clears the warnings that begin so, but for one. */
    VfTurn unwarnAllBut(String prefix, String kept) {
        for (String warning : now.warnings()) {
            if (warning.startsWith(prefix) && !warning.equals(kept)) {
                unwarn(warning);
            }
        }
        return this;
    }

    /** Configured as the master is, once the delay is over. */
    VfTurn takeOver() {
        that(new TakenOver());
        return setAsMaster(Conformity.lacking(now.netdev(), now.settings())).judge();
    }

    /**
     * Back from a departure that did not come about. An order of before may still be under way, so that the netdev as
     * last seen says little; only an address is not set without need, as most drivers refuse that while they are up.
     *
     * @param open whether it is set up, too: whoever set it down by hand is not fought
     */
    VfTurn standByAgain(boolean open) {
        that(new TakenOver());
        List<NetdevSetting> anew = new ArrayList<>(Conformity.ORDER);
        if (!Conformity.lacking(now.netdev(), now.settings()).contains(NetdevSetting.MAC)) {
            anew.remove(NetdevSetting.MAC);
        }
        if (!open) {
            anew.remove(NetdevSetting.ADMIN);
            warn(SET_DOWN_BY_HAND);
        }
        return setAsMaster(anew).judge();
    }

    VfTurn depart(String why) {
        if (now.phase() == VfPhase.JOINED) {
            order(new CancelTimer(TimerName.TAKEOVER));
        }
        that(new DepartureBegun(why));
        return startUpkeep(DEPARTURE_MS).tellMaster(new VfDeparting(key(), now.generation()));
    }

    /** The master has left a departing VF: it may go, unless it has returned meanwhile. */
    VfTurn letGo() {
        that(new CarryingEnded());
        return order(new LetGo(now.netdev().ifindex(), now.generation())).returnIfBack();
    }

    /** A departing VF that is back, and that the master has left, stands by again. */
    VfTurn returnIfBack() {
        boolean back = now.returned() && now.released() && now.service() != ServiceState.FAILED;
        return back ? order(new CancelTimer(TimerName.UPKEEP)).standByAgain(true) : this;
    }

    VfTurn vanish() {
        cancelTimers();
        long generation = now.generation();
        return that(new Vanished()).tellMaster(new VfLost(key(), generation));
    }

    /** Of a slave: the takeover delay runs in one phase, and upkeep while something is refused or the VF departs. */
    VfTurn cancelTimers() {
        if (now.phase() == VfPhase.JOINED) {
            order(new CancelTimer(TimerName.TAKEOVER));
        }
        if (now.phase() == VfPhase.DEPARTING || !now.refused().isEmpty()) {
            order(new CancelTimer(TimerName.UPKEEP));
        }
        return this;
    }

    VfTurn startUpkeep(long delayMs) {
        return order(new StartTimer(TimerName.UPKEEP, now.generation(), delayMs));
    }

    Decision orNothing(String reason) {
        return decision.orNothing(reason);
    }

    String key() {
        return now.owner().vf();
    }

    private static String refusal(NetdevSetting setting) {
        return setting.name().toLowerCase(Locale.ROOT) + " refused";
    }
}
