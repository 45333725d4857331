package io.netvscd.datapath.vmbus;

/** So many at once, and one more after each interval: what keeps a flood from becoming somebody else's. */
final class Allowance {
    private final int burst;
    private final long intervalNs;
    private int left;
    private long refilledNs;
    private boolean started;

    Allowance(int burst, long intervalNs) {
        this.burst = burst;
        this.intervalNs = intervalNs;
        left = burst;
    }

    /** Lets time pass. */
    void at(long nowNs) {
        if (!started) {
            started = true;
            refilledNs = nowNs;
        }
        long intervals = (nowNs - refilledNs) / intervalNs;
        if (intervals > 0) {
            left = (int) Math.min(burst, left + intervals);
            refilledNs += intervals * intervalNs;
        }
    }

    /** Uses one up; false when none is left. */
    boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
