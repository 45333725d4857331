package io.netvscd.replay.sim;

import java.util.Random;

/** Who goes first of those who could at one instant. */
interface Schedule {
    /** The first of them, always. */
    Schedule IN_ORDER = candidates -> 0;

    /** One of so many candidates, who stand in the order in which they came. */
    int next(int candidates);

    /** Whether anything but the first is ever chosen. */
    default boolean inOrder() {
        return this == IN_ORDER;
    }

    /** A schedule drawn from a number, the same for the same number everywhere; 0: in order. */
    static Schedule of(long number) {
        if (number == 0) {
            return IN_ORDER;
        }
        Random random = new Random(number);
        return random::nextInt;
    }
}
