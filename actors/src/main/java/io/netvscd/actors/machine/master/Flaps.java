package io.netvscd.actors.machine.master;

import io.netvscd.journal.vocabulary.NicFacts;

/**
 * What is remembered of departures from the VF.
 *
 * @param penalty    {@value #PER_DEPARTURE} for each, halved with each half-life
 * @param damped     there were too many: the VF is not used
 * @param generation of the timer that halves it
 */
record Flaps(int penalty, boolean damped, long generation) {
    static final int PER_DEPARTURE = 1_000;
    private static final double MS_PER_HOUR = 3_600_000;
    static final Flaps NONE = new Flaps(0, false, 0);

    /**
     * The rate that would keep the memory as full as it is: departures at a steady rate fill it to as many as come in a half-life, and
     * half as many again, on average.
     */
    long perHour(long halfLifeMs) {
        return halfLifeMs == 0 ? 0 : Math.round(penalty * MS_PER_HOUR / (1.5 * PER_DEPARTURE * halfLifeMs));
    }

    /** What damping means, for an operator. */
    String words(NicFacts facts) {
        return "flapping: left the VF about " + perHour(facts.flapHalfLifeMs()) + " times an hour; on synthetic until that has faded";
    }

    Flaps noted(int nowPenalty, long nowGeneration) {
        return new Flaps(nowPenalty, damped, nowGeneration);
    }

    Flaps damped(boolean nowDamped) {
        return new Flaps(penalty, nowDamped, generation);
    }

    Flaps forgotten() {
        return new Flaps(0, false, generation);
    }
}
