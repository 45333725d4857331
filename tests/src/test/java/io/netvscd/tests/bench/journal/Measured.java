package io.netvscd.tests.bench.journal;

import java.util.Arrays;

/**
 * One figure of one process, printed by the one and read by the other.
 *
 * @param what what was measured, with the number of owners
 */
record Measured(String what, double perSecond, double p50Us, double p99Us, double bytesEach) {
    private static final String MARK = "measured ";

    static Measured rate(String what, long count, long nanos) {
        return new Measured(what, count * 1e9 / nanos, 0, 0, 0);
    }

    /** How long something took, once. */
    static Measured time(String what, long nanos) {
        return new Measured(what, 0, nanos / 1e3, 0, 0);
    }

    /** The median of each figure by itself. */
    static Measured median(Measured... all) {
        return new Measured(all[0].what,
                median(Arrays.stream(all).mapToDouble(Measured::perSecond).toArray()),
                median(Arrays.stream(all).mapToDouble(Measured::p50Us).toArray()),
                median(Arrays.stream(all).mapToDouble(Measured::p99Us).toArray()),
                median(Arrays.stream(all).mapToDouble(Measured::bytesEach).toArray()));
    }

    /** Of an even number, what is halfway between the two in the middle. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    String toLine() {
        return MARK + String.join(" ", what, Double.toString(perSecond), Double.toString(p50Us), Double.toString(p99Us),
                Double.toString(bytesEach));
    }

    /** Null for a line that holds none. */
    static Measured parse(String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        String[] parts = line.substring(MARK.length()).split(" ");
        return new Measured(parts[0], Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]));
    }
}
