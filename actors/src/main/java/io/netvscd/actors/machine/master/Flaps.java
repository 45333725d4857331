package io.netvscd.actors.machine.master;

/**
 * What is remembered of departures from the VF.
 *
 * @param penalty    {@value #PER_DEPARTURE} for each, halved with each half-life
 * @param damped     there were too many: the VF is not used
 * @param generation of the timer that halves it
 */
record Flaps(int penalty, boolean damped, long generation) {
    static final int PER_DEPARTURE = 1_000;
    static final Flaps NONE = new Flaps(0, false, 0);

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
