package io.netvscd.replay.sim;

/**
 * Whether the watcher may have a wrong picture of the kernel's devices: a message was lost or came too late, and no
 * whole round of comparison has passed since. The first dump that is compared afterwards may be older than the loss, or
 * be put aside for messages that came meanwhile. Of a loss that the socket reports, the watcher has to make up its mind
 * at once, and for the rest of them its own rounds have to be enough.
 */
final class Blindness {
    /** Time for two rounds of a watcher that can work, and for a disk that holds it up. */
    private static final long PATIENCE_NS = 60_000_000_000L;

    private long untilNs;
    private long losses;
    private long lossesAtLastDump;
    private long overcome;
    private long reportable;
    private long known;

    /** A message was lost, came late, or misled. */
    void lose() {
        losses++;
    }

    /** A message was lost in the socket, which has yet to report that. */
    void loseReportably() {
        losses++;
        reportable++;
    }

    /** The socket reports what it lost. */
    void reported() {
        if (losses - overcome == reportable) {
            overcome = losses;
        }
        reportable = 0;
    }

    /** The watcher has compared a dump with what it knew. */
    void compared() {
        if (losses == lossesAtLastDump) {
            overcome = losses;
            reportable = 0;
        }
        lossesAtLastDump = losses;
    }

    /**
     * Whether what it knows may be wrong.
     *
     * @param able the watcher can do its rounds
     */
    boolean blind(long nowNs, boolean able) {
        if (losses != known || !able) {
            known = losses;
            untilNs = nowNs + PATIENCE_NS;
        }
        return losses != overcome && nowNs < untilNs;
    }
}
