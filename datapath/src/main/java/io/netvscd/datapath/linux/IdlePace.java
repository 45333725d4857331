package io.netvscd.datapath.linux;

/**
 * Keeps a loop from spinning on descriptors that stay readable while nobody can take what waits there (the way out is
 * full, the NIC is closed): after a number of vain wake-ups it rests from looking at them, for longer and longer, until
 * there is work.
 */
final class IdlePace {
    private static final int VAIN_WAKEUPS_MAX = 16;
    private static final long REST_NS_MIN = 250_000;
    private static final long REST_NS_MAX = 16_000_000;

    private int vainWakeups;
    private long restNs;
    private long lastRestNs;

    /** How long to sleep without looking at any descriptor; 0 for not at all. */
    long restNs() {
        return restNs;
    }

    void worked() {
        vainWakeups = 0;
        restNs = 0;
    }

    /** A sleep is over; {@code ready} when descriptors ended it. */
    void slept(boolean ready) {
        if (restNs > 0) {
            // One look after each rest; should it be in vain, the next rest is twice as long.
            vainWakeups = VAIN_WAKEUPS_MAX;
            lastRestNs = restNs;
            restNs = 0;
        } else if (!ready) {
            worked();
            lastRestNs = 0;
        } else if (++vainWakeups > VAIN_WAKEUPS_MAX) {
            restNs = Math.min(Math.max(2 * lastRestNs, REST_NS_MIN), REST_NS_MAX);
        }
    }
}
