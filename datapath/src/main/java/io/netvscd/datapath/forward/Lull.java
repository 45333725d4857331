package io.netvscd.datapath.forward;

/** The moment for an announcement, which makes the fabric turn to another path: when nothing is on its way to the master. */
final class Lull {
    /** Rounds in which nothing arrived, so that nothing waits on the way here either. */
    private static final int SILENT_ROUNDS = 2;
    /** Where frames never cease to arrive, an announcement waits no longer than this. */
    private static final int PATIENCE_ROUNDS = 64;

    private int silentRounds;
    private int roundsWaited;

    /** So many frames arrived in this round. */
    void round(int arrived) {
        silentRounds = arrived == 0 ? silentRounds + 1 : 0;
    }

    /** Whether an announcement must wait for another round. */
    boolean isAwaited() {
        // What arrived while this thread slept has not been seen yet.
        silentRounds = roundsWaited == 0 ? 0 : silentRounds;
        return silentRounds < SILENT_ROUNDS && roundsWaited++ < PATIENCE_ROUNDS;
    }

    /** Whether one has waited, and does still; the rounds must go on. */
    boolean hasBegun() {
        return roundsWaited > 0;
    }

    /** The announcement has been made, or whatever else was to be done. */
    void end() {
        roundsWaited = 0;
    }
}
