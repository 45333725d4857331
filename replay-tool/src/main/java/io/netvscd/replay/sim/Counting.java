package io.netvscd.replay.sim;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;

/** Arithmetic on counters. */
public final class Counting {
    private Counting() {
    }

    /** Both together. */
    public static Checkpoint sum(Checkpoint a, Checkpoint b) {
        return new Checkpoint(sum(a.master(), b.master()), sum(a.vf(), b.vf()), sum(a.synthetic(), b.synthetic()));
    }

    /** What passed between {@code earlier} and {@code later}. */
    public static Checkpoint between(Checkpoint earlier, Checkpoint later) {
        return new Checkpoint(
                between(earlier.master(), later.master()),
                between(earlier.vf(), later.vf()),
                between(earlier.synthetic(), later.synthetic()));
    }

    private static PortCounters sum(PortCounters a, PortCounters b) {
        return between(between(b, PortCounters.ZERO), a);
    }

    private static PortCounters between(PortCounters earlier, PortCounters later) {
        return new PortCounters(
                later.txFrames() - earlier.txFrames(),
                later.txBytes() - earlier.txBytes(),
                later.rxFrames() - earlier.rxFrames(),
                later.rxBytes() - earlier.rxBytes(),
                later.dropped() - earlier.dropped());
    }
}
