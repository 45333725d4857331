package io.netvscd.replay.whatif;

import java.util.ArrayList;
import java.util.List;

/** Parts of a stretch of time in which something held. */
final class Windows {
    private record Window(long fromNs, long toNs) {
    }

    private final List<Window> windows = new ArrayList<>();
    private final long endNs;
    private long totalNs;

    /** None yet, of a stretch that ends then. */
    Windows(long endNs) {
        this.endNs = endNs;
    }

    void add(long fromNs, long toNs) {
        if (toNs > fromNs) {
            windows.add(new Window(fromNs, toNs));
            totalNs += toNs - fromNs;
        }
    }

    /** The middle of one of so many equal parts of all windows together, from 0; the end of the stretch where there is no window. */
    long middle(int part, int parts) {
        long restNs = totalNs / parts * part + totalNs % parts * part / parts + totalNs / (2L * parts);
        for (Window window : windows) {
            long lengthNs = window.toNs - window.fromNs;
            if (restNs < lengthNs) {
                return window.fromNs + restNs;
            }
            restNs -= lengthNs;
        }
        return endNs;
    }
}
