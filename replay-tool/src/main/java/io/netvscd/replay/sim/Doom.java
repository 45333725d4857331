package io.netvscd.replay.sim;

import io.netvscd.replay.scenario.DaemonStep.Point;

/** What is to end at a moment of a turn that is still to come. */
final class Doom {
    private int turnsLeft;
    private Point when;
    private long tick;

    /** It ends in so many turns from now, at this moment of the last of them. */
    void set(int turns, Point moment) {
        turnsLeft = turns;
        when = moment;
    }

    void lift() {
        set(0, null);
    }

    /** A turn begins. */
    void turn(long ofTick) {
        if (turnsLeft > 0 && --turnsLeft == 0) {
            tick = ofTick;
        }
    }

    /** Whether the end has come with this moment of this turn. */
    boolean comesAt(Point moment, long ofTick) {
        return when == moment && tick == ofTick;
    }

    /** Whether it comes in this turn, if it has not come already. */
    boolean comesWith(long ofTick) {
        return comesAt(when, ofTick);
    }
}
