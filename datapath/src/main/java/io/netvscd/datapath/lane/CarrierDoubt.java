package io.netvscd.datapath.lane;

/**
 * When to ask the kernel whether a device still has its carrier. The kernel tells of a carrier that is lost at once, but where any
 * device's carrier changed less than a second before, only when that second is over (its link watch); until then the device refuses what
 * is sent on it, or a rule drops it. So where the device refuses, it is asked about; and where only a counter says that it does, that is
 * looked at for a second after each news: closely after news of the device itself, now and then after news of others, of which there may be
 * much. Time comes in as an argument.
 */
final class CarrierDoubt {
    /** What is to be done now. */
    enum Act { NOTHING, LOOK, ASK }

    /** The kernel's second, and what it takes to hear of its beginning. */
    static final long LATE_NS = 1_100_000_000L;
    /** Between two looks at the counter of a device that has been heard of. */
    static final long CLOSE_NS = 1_000_000;
    /** Between two looks where others have been heard of, and between two questions: a device may refuse because it is overloaded. */
    static final long SELDOM_NS = 10_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final boolean counts;
    private boolean heardOfIt;
    private boolean heardOfOthers;
    private boolean asked;
    private boolean looked;
    private boolean counted;
    private boolean refused;
    private long heardOfItNs;
    private long heardOfOthersNs;
    private long askedNs;
    private long lookedNs;
    private int refusals;

    /**
     * Begins without doubt.
     *
     * @param counts whether only a counter tells what the device refuses; else {@link #refused} is called
     */
    CarrierDoubt(boolean counts) {
        this.counts = counts;
    }

    /** There is news of a device. */
    void news(long nowNs, boolean ofThis) {
        if (ofThis) {
            heardOfIt = true;
            heardOfItNs = nowNs;
        } else {
            heardOfOthers = true;
            heardOfOthersNs = nowNs;
        }
    }

    /** The device has refused something, and it is not known why. */
    void refused() {
        refused = true;
    }

    /** What a look has found: the refusals so far. */
    void counted(int now) {
        refused |= counted && now != refusals;
        counted = true;
        refusals = now;
    }

    /** What is to be done now; taken for done. */
    Act act(long nowNs) {
        if (refused && questionNs(nowNs) <= nowNs) {
            refused = false;
            asked = true;
            askedNs = nowNs;
            return Act.ASK;
        }
        if (lookNs(nowNs) <= nowNs) {
            looked = true;
            lookedNs = nowNs;
            return Act.LOOK;
        }
        return Act.NOTHING;
    }

    /** When there is something to do, unless more is heard: {@link Long#MAX_VALUE} for never. */
    long dueNs(long nowNs) {
        return Math.min(refused ? questionNs(nowNs) : NEVER, lookNs(nowNs));
    }

    private long questionNs(long nowNs) {
        return asked ? askedNs + SELDOM_NS : nowNs;
    }

    private long lookNs(long nowNs) {
        boolean closely = heardOfIt && nowNs - heardOfItNs < LATE_NS;
        boolean seldom = heardOfOthers && nowNs - heardOfOthersNs < LATE_NS;
        if (!counts || !closely && !seldom) {
            return NEVER;
        }
        return looked ? lookedNs + (closely ? CLOSE_NS : SELDOM_NS) : nowNs;
    }
}
