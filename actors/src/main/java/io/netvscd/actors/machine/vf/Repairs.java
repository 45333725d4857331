package io.netvscd.actors.machine.vf;

import io.netvscd.journal.vocabulary.NetdevSetting;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is done about settings in which the netdev is not as its master.
 *
 * @param refused  by the kernel; they are tried again
 * @param watched  it is not as it was told to be, and a look at it is due
 * @param setAgain how often it was put right since it last stayed so
 * @param givenUp  that was too often: it is left as it is
 */
record Repairs(SortedSet<NetdevSetting> refused, boolean watched, int setAgain, boolean givenUp) {
    static final Repairs NONE = new Repairs(new TreeSet<>(), false, 0, false);

    Repairs {
        refused = Collections.unmodifiableSortedSet(refused);
    }

    Repairs refused(NetdevSetting setting, boolean isRefused) {
        return new Repairs(VfState.changed(refused, setting, isRefused), watched, setAgain, givenUp);
    }

    Repairs watch() {
        return new Repairs(refused, true, setAgain, givenUp);
    }

    Repairs setAgain(int times) {
        return new Repairs(refused, true, times, false);
    }

    Repairs giveUp() {
        return new Repairs(refused, false, setAgain, true);
    }

    /** It is as it should be, or is told to be otherwise. */
    Repairs afresh() {
        return new Repairs(refused, false, 0, false);
    }

    /** Whether a timer runs for any of this. */
    boolean timed() {
        return watched || !refused.isEmpty();
    }
}
