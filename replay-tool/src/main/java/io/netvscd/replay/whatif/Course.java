package io.netvscd.replay.whatif;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time in which what happens at one instant has a place of its own among the others. */
final class Course {
    /** The place of what no record tells of: after everything else of its instant, in the order in which it was put here. */
    static final long LAST = Long.MAX_VALUE;

    /** Something to happen. */
    static final class Entry {
        private final long atNs;
        private final long place;
        private final long number;
        private Runnable what;

        private Entry(long atNs, long place, long number, Runnable what) {
            this.atNs = atNs;
            this.place = place;
            this.number = number;
            this.what = what;
        }

        /** It does not happen. */
        void cancel() {
            what = null;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong((Entry entry) -> entry.atNs)
            .thenComparingLong(entry -> entry.place).thenComparingLong(entry -> entry.number));
    private long nowNs;
    private long number;

    long nowNs() {
        return nowNs;
    }

    /** Lets something happen, now where its instant has passed. */
    Entry at(long atNs, long place, Runnable what) {
        Entry entry = new Entry(Math.max(atNs, nowNs), place, number++, what);
        entries.add(entry);
        return entry;
    }

    /** Lets time pass up to an instant, and everything happen that is due until then. */
    void runUntil(long untilNs) {
        while (!entries.isEmpty() && entries.peek().atNs <= untilNs) {
            Entry next = entries.remove();
            nowNs = next.atNs;
            if (next.what != null) {
                next.what.run();
            }
        }
        nowNs = Math.max(nowNs, untilNs);
    }

    /** Nothing that was to happen does. */
    void clear() {
        entries.clear();
    }
}
