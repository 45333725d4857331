package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;

/** Arithmetic on port counters. */
public final class Counters {
    private Counters() {
    }

    static PortCounters minus(PortCounters a, PortCounters b) {
        return new PortCounters(
                a.txFrames() - b.txFrames(),
                a.txBytes() - b.txBytes(),
                a.rxFrames() - b.rxFrames(),
                a.rxBytes() - b.rxBytes(),
                a.dropped() - b.dropped());
    }

    static PortCounters sum(PortCounters a, PortCounters b) {
        return new PortCounters(
                a.txFrames() + b.txFrames(),
                a.txBytes() + b.txBytes(),
                a.rxFrames() + b.rxFrames(),
                a.rxBytes() + b.rxBytes(),
                a.dropped() + b.dropped());
    }

    /** Counts of two lives together. */
    public static Checkpoint sum(Checkpoint a, Checkpoint b) {
        return new Checkpoint(sum(a.master(), b.master()), sum(a.vf(), b.vf()), sum(a.synthetic(), b.synthetic()));
    }

    /** What passed between {@code earlier} and {@code later}. */
    public static Checkpoint between(Checkpoint earlier, Checkpoint later) {
        return new Checkpoint(
                minus(later.master(), earlier.master()),
                minus(later.vf(), earlier.vf()),
                minus(later.synthetic(), earlier.synthetic()));
    }
}
