package io.netvscd.replay.timeline;

import io.netvscd.journal.vocabulary.Stamp;

/**
 * Puts the lives of the daemon one after another: within a life the monotonic clock counts, between two lives the wall
 * clock, which must not go backwards.
 */
public final class TimeAxis {
    private static final long NS_PER_MS = 1_000_000;

    private Stamp last;
    private long offsetNs;
    private long atNs;

    /** The place of a record, to be asked in order; 0 for the first. */
    public long place(Stamp stamp) {
        if (last == null) {
            offsetNs = -stamp.monotonicNs();
        } else if (last.bootEpoch() != stamp.bootEpoch()) {
            long betweenNs = Math.max(0, stamp.wallClockMs() - last.wallClockMs()) * NS_PER_MS;
            offsetNs = atNs + betweenNs - stamp.monotonicNs();
        }
        last = stamp;
        atNs = Math.max(atNs, stamp.monotonicNs() + offsetNs);
        return atNs;
    }
}
