package io.netvscd.tests.bench.datapath;

import java.util.List;

/**
 * A ratio that is asked for.
 *
 * @param bound at least this, or, of a time, at most
 */
record Goal(String subject, String yardstick, Measure measure, double bound) {
    static final List<Goal> ALL = List.of(
            new Goal("kernel", "bridge", Measure.TCP_OUT, 0.95),
            new Goal("kernel", "bridge", Measure.TCP_IN, 0.95),
            new Goal("kernel", "bridge", Measure.UDP_OUT, 0.9),
            new Goal("kernel", "bridge", Measure.UDP_IN, 0.9),
            new Goal("kernel", "bridge", Measure.ROUND_TRIP, 1.1),
            new Goal("user", "c", Measure.TCP_OUT, 0.95),
            new Goal("user", "c", Measure.TCP_IN, 0.95),
            new Goal("user", "failsafe", Measure.TCP_OUT, 10),
            new Goal("user", "failsafe", Measure.TCP_IN, 6),
            new Goal("user", "c", Measure.CAPACITY_OUT, 0.9),
            new Goal("user", "c", Measure.CAPACITY_IN, 0.9),
            new Goal("user", "failsafe", Measure.CAPACITY_OUT, 3.0),
            new Goal("user", "failsafe", Measure.CAPACITY_IN, 1.1),
            new Goal("user", "failsafe", Measure.ROUND_TRIP, 1.15),
            new Goal("synthetic", "user", Measure.TCP_OUT, 0.6),
            new Goal("synthetic", "user", Measure.TCP_IN, 0.6),
            new Goal("synthetic", "user", Measure.CAPACITY_OUT, 0.6),
            new Goal("synthetic", "user", Measure.CAPACITY_IN, 0.6),
            new Goal("user", "core", Measure.CAPACITY_OUT, 0.95),
            new Goal("user", "core", Measure.CAPACITY_IN, 0.95));

    String title() {
        return subject + " / " + yardstick + ", " + measure.title().replaceAll(" (Gb/s|kpps|us)$", "");
    }

    String asked() {
        return (measure.isTime() ? "<= " : ">= ") + bound;
    }

    boolean isReached(double ratio) {
        return measure.isTime() ? ratio <= bound : ratio >= bound;
    }
}
