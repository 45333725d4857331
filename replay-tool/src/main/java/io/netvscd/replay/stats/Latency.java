package io.netvscd.replay.stats;

import org.HdrHistogram.Histogram;

/**
 * How long something took, in nanoseconds, to three significant digits.
 *
 * @param count measured; where it is zero, all others are too
 */
public record Latency(long count, long minNs, long p50Ns, long p90Ns, long p99Ns, long maxNs) {
    /** What a histogram of nanoseconds says. */
    static Latency of(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? new Latency(0, 0, 0, 0, 0, 0)
                : new Latency(
                        histogram.getTotalCount(),
                        histogram.getMinValue(),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(90),
                        histogram.getValueAtPercentile(99),
                        histogram.getMaxValue());
    }
}
