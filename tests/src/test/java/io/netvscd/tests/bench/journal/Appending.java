package io.netvscd.tests.bench.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Counts what is acknowledged between two moments. Whoever appends asks for the next tick, and tells when that one is on disk.
 */
final class Appending {
    private final AtomicLong tick = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile ConcurrentHistogram latencies = new ConcurrentHistogram(3);
    private volatile boolean over;

    /** The next tick to write, 0 once everybody shall stop. */
    long next() {
        return over ? 0 : tick.incrementAndGet();
    }

    void acknowledged(long sinceNs) {
        acknowledged.incrementAndGet();
        latencies.recordValue(System.nanoTime() - sinceNs);
    }

    /** Lets the contestant run warm, then measures. */
    Measured measure(String what, int warmUpSeconds, int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(warmUpSeconds);
        latencies = new ConcurrentHistogram(3);
        long before = acknowledged.get();
        long startNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        long count = acknowledged.get() - before;
        long nanos = System.nanoTime() - startNs;
        ConcurrentHistogram taken = latencies;
        over = true;
        return new Measured(what, count * 1e9 / nanos, taken.getValueAtPercentile(50) / 1e3, taken.getValueAtPercentile(99) / 1e3, 0);
    }
}
