package io.netvscd.replay.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a long work has come, on one line of a terminal; on anything else nothing is shown. */
final class Progress implements LongConsumer {
    private static final long PAUSE_NS = 200_000_000;
    private static final int WIDTH = 70;

    private final PrintWriter err;
    private final long total;
    private final boolean shown;
    private final long beganNs = System.nanoTime();
    private long shownNs = beganNs;

    /** Begins; {@code total} is what {@link #accept} counts up to. */
    Progress(PrintWriter err, long total) {
        this.err = err;
        this.total = total;
        shown = Terminal.isStandardError();
    }

    @Override
    public synchronized void accept(long done) {
        long nowNs = System.nanoTime();
        if (shown && nowNs - shownNs >= PAUSE_NS) {
            shownNs = nowNs;
            double perSecond = done * 1e9 / (nowNs - beganNs);
            String line = String.format(Locale.ROOT, "%d of %d seeds (%d %%), %.0f a second, %.0f s to go", done, total,
                    100 * done / total, perSecond, (total - done) / perSecond);
            err.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
            err.flush();
        }
    }

    /** Takes the line away; returns the seconds that it took. */
    double end() {
        if (shown) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
        return (System.nanoTime() - beganNs) / 1e9;
    }
}
