package io.netvscd.actors.machine.master;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.AlarmKind;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Optional;

/**
 * Looks at the end of each turn for what slows the NIC down in silence. What begins gets a timer; what lasts until that runs out is an
 * alarm; what ends takes both along.
 */
final class Watchman {
    private static final long MS_PER_MINUTE = 60_000;
    private static final long MS_PER_SECOND = 1_000;

    private Watchman() {
    }

    static void look(MasterTurn turn) {
        for (AlarmKind kind : AlarmKind.values()) {
            MasterState state = turn.state();
            boolean suspect = isSuspect(state, kind);
            boolean known = state.alarms().suspicions().containsKey(kind);
            if (suspect && !known) {
                long generation = state.alarms().generation() + 1;
                turn.that(new MasterEvent.SuspicionBegun(kind, generation));
                turn.order(new Action.StartTimer(Alarms.timer(kind), generation, periodMs(state, kind)));
            } else if (!suspect && known) {
                turn.that(new MasterEvent.SuspicionEnded(kind));
                turn.order(new Action.CancelTimer(Alarms.timer(kind)));
            }
        }
    }

    /** It has lasted. */
    static MasterTurn raise(MasterTurn turn, TimerName timer) {
        for (AlarmKind kind : AlarmKind.values()) {
            if (Alarms.timer(kind) == timer) {
                turn.that(new MasterEvent.AlarmRaised(kind, text(turn.state(), kind)));
            }
        }
        return turn;
    }

    private static boolean isSuspect(MasterState state, AlarmKind kind) {
        boolean works = state.life() == MasterState.Life.RUNNING && state.settings().adminUp();
        if (!works || periodMs(state, kind) == 0) {
            return false;
        }
        return switch (kind) {
            case FALLBACK -> state.vf() != null && state.guest().inUse() == DataPath.SYNTHETIC;
            case NO_DRIVER -> state.vf() == null && idleFunction(state).isPresent();
            case NO_VF -> state.vf() == null && state.alarms().hadVf() && idleFunction(state).isEmpty();
        };
    }

    /** The function that the host's association means, if it is on the bus and has no network device. */
    private static Optional<String> idleFunction(MasterState state) {
        return state.alarms().idle().entrySet().stream()
                .filter(function -> state.synthetic().hasAssociated(function.getValue()))
                .map(function -> function.getKey() + " (slot " + function.getValue() + ")")
                .findFirst();
    }

    private static String text(MasterState state, AlarmKind kind) {
        String period = period(periodMs(state, kind));
        return switch (kind) {
            case FALLBACK -> "on synthetic for " + period + " while the VF " + state.vf().netdev().name() + " is there: "
                    + state.whyNotVf();
            case NO_DRIVER -> "the VF " + idleFunction(state).orElse("") + " is on the bus and has had no network device for "
                    + period;
            case NO_VF -> "the VF has been away for " + period;
        };
    }

    private static long periodMs(MasterState state, AlarmKind kind) {
        return Alarms.periodMs(state.facts().alarms(), kind);
    }

    private static String period(long ms) {
        if (ms % MS_PER_MINUTE == 0) {
            return ms / MS_PER_MINUTE + " min";
        }
        return ms % MS_PER_SECOND == 0 ? ms / MS_PER_SECOND + " s" : ms + " ms";
    }
}
