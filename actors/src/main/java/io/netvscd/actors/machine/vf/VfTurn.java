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
import io.netvscd.journal.vocabulary.MasterInput.VfPresented;
import io.netvscd.journal.vocabulary.MasterInput.VfReadiness;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.DepartureBegun;
import io.netvscd.journal.vocabulary.VfEvent.Joined;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingRefused;
import io.netvscd.journal.vocabulary.VfEvent.SettingTaken;
import io.netvscd.journal.vocabulary.VfEvent.TakenOver;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    /** A look at what was ordered, should the kernel never say that it came true. */
    static final long LOOK_MS = 5_000;
    /** A look at what somebody else has set: time enough for an order of ours that crossed it to come true. */
    static final long SETTLE_MS = 1_000;
    /** Once put right, for so long it must stay so before the matter is closed. */
    static final long QUIET_MS = 30_000;
    /** Whoever sets it otherwise more often than this within a while means it, and is not fought any longer. */
    static final int SET_AGAIN_MAX = 5;
    static final String SET_DOWN_BY_OTHERS = "set down, not by its master";
    private static final String DIFFERENT = "not as its master: ";

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

    /** Orders these settings as the master has them; a netdev is parked, where the kernel can do that, before it is opened. */
    VfTurn setAsMaster(Collection<NetdevSetting> settings) {
        for (NetdevSetting setting : settings) {
            if (setting == NetdevSetting.ADMIN && now.settings().adminUp()) {
                set(NetdevSetting.PARKED, Conformity.value(now.settings(), NetdevSetting.PARKED));
            }
            set(setting, Conformity.value(now.settings(), setting));
        }
        return this;
    }

    /** Has the netdev looked at after a while if it is not as its master, and no more if it is. */
    VfTurn watch(long delayMs) {
        boolean differs = !Conformity.drifted(now).isEmpty();
        if (differs && !now.repairs().watched() && !now.repairs().givenUp()) {
            that(new VfEvent.DifferenceNoted()).startUpkeep(delayMs);
        } else if (differs && now.repairs().setAgain() > 0 && !now.repairs().givenUp()) {
            startUpkeep(delayMs);
        } else if (!differs && now.repairs().watched() && now.repairs().setAgain() == 0) {
            decision.orderIf(now.repairs().refused().isEmpty(), new CancelTimer(TimerName.UPKEEP));
            that(new VfEvent.DifferenceEnded());
        } else if (!differs && now.repairs().givenUp()) {
            that(new VfEvent.DifferenceEnded()).unwarnAllBut(DIFFERENT, "");
        }
        return this;
    }

    /** The look at it: what is not as it should be is set again, up to a limit. */
    VfTurn putRight() {
        List<NetdevSetting> drifted = Conformity.drifted(now);
        int times = now.repairs().setAgain();
        if (drifted.isEmpty()) {
            return that(new VfEvent.DifferenceEnded()).unwarnAllBut(DIFFERENT, "");
        }
        String what = DIFFERENT + drifted.stream().map(VfTurn::word).collect(Collectors.joining(", "));
        boolean tooOften = times >= SET_AGAIN_MAX;
        String warning = what + (tooOften ? "; left so after " + times + " tries" : "; set again");
        unwarnAllBut(DIFFERENT, warning).warn(warning);
        return tooOften
                ? that(new VfEvent.LeftDifferent())
                : that(new VfEvent.SetAgain(times + 1)).setAsMaster(drifted).startUpkeep(QUIET_MS);
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
        return setAsMaster(Conformity.lacking(now.netdev(), now.settings())).watch(LOOK_MS).judge();
    }

    /** A slave, isolated, that is left alone until the takeover delay is over. */
    VfTurn join(VfSettings settings) {
        that(new Joined(settings)).set(NetdevSetting.ISOLATION, 1);
        return order(new StartTimer(TimerName.TAKEOVER, now.generation(), now.takeoverDelayMs()));
    }

    /**
     * Back from a departure that did not come about; where that cut the takeover delay short, the delay runs anew.
     *
     * @param open whether it is set up, too: whoever set it down by hand is not fought
     */
    VfTurn comeBack(boolean open) {
        return now.departure().early() ? join(now.settings()) : standByAgain(open);
    }

    /**
     * An order of before may still be under way, so that the netdev as last seen says little; only an address is not set
     * without need, as most drivers refuse that while they are up.
     */
    private VfTurn standByAgain(boolean open) {
        that(new TakenOver());
        List<NetdevSetting> anew = new ArrayList<>(Conformity.ORDER);
        if (!Conformity.lacking(now.netdev(), now.settings()).contains(NetdevSetting.MAC)) {
            anew.remove(NetdevSetting.MAC);
        }
        if (!open) {
            anew.remove(NetdevSetting.ADMIN);
            warn(SET_DOWN_BY_OTHERS);
        }
        return setAsMaster(anew).watch(LOOK_MS).judge();
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

    /** A departing VF that is back, and that the master has left, is what it was before. */
    VfTurn returnIfBack() {
        boolean back = now.departure().returned() && now.departure().released() && now.service() != ServiceState.FAILED;
        return back ? order(new CancelTimer(TimerName.UPKEEP)).comeBack(true) : this;
    }

    VfTurn vanish() {
        cancelTimers();
        return that(new Vanished()).lost();
    }

    VfTurn present() {
        return tellMaster(new VfPresented(key(), now.generation(), now.netdev()));
    }

    VfTurn lost() {
        return tellMaster(new VfLost(key(), now.generation()));
    }

    /** Of a slave: the takeover delay runs in one phase, and upkeep while something is refused or the VF departs. */
    VfTurn cancelTimers() {
        if (now.phase() == VfPhase.JOINED) {
            order(new CancelTimer(TimerName.TAKEOVER));
        }
        if (now.phase() == VfPhase.DEPARTING || now.repairs().timed()) {
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

    private static String word(NetdevSetting setting) {
        return setting.name().toLowerCase(Locale.ROOT);
    }

    private static String refusal(NetdevSetting setting) {
        return word(setting) + " refused";
    }
}
