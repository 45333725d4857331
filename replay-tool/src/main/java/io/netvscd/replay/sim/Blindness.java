package io.netvscd.replay.sim;

/**
 * Whether the watcher may have a wrong picture of the kernel's devices: a message was lost or came too late, and no
 * whole round of comparison has passed since. The first dump that is compared afterwards may be older than the loss, or
 * be put aside for messages that came meanwhile. Of a loss that the socket reports, the watcher has to make up its mind
 * at once.
 */
final class Blindness {
    private long losses;
    private long lossesAtLastDump;
    private long overcome;
    private long reportable;

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

    /** Whether what it knows may be wrong. */
    boolean blind() {
        return losses != overcome;
    }
}
