package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.Stamp;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Stamps turns: one counter for the whole process, so that a cause always has a smaller tick than its effect. */
public final class Ticker {
    private final long bootEpoch;
    private final AtomicLong tick = new AtomicLong();
    private final LongSupplier monotonicNs;
    private final LongSupplier wallClockMs;

    /** Stamps of this start of the daemon, by the machine's clocks. */
    public Ticker(long bootEpoch) {
        this(bootEpoch, System::nanoTime, System::currentTimeMillis);
    }

    /** Stamps by the clocks given. */
    public Ticker(long bootEpoch, LongSupplier monotonicNs, LongSupplier wallClockMs) {
        this.bootEpoch = bootEpoch;
        this.monotonicNs = monotonicNs;
        this.wallClockMs = wallClockMs;
    }

    /** The stamp of a turn that is taken now. */
    public Stamp next() {
        return new Stamp(bootEpoch, tick.incrementAndGet(), monotonicNs.getAsLong(), wallClockMs.getAsLong());
    }

    /** The start of the daemon that these stamps belong to. */
    public long bootEpoch() {
        return bootEpoch;
    }

    /** The last tick given out, 0 before the first. */
    public long lastTick() {
        return tick.get();
    }
}
