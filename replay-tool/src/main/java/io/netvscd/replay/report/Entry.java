package io.netvscd.replay.report;

import io.netvscd.replay.timeline.Timeline;

/**
 * A transition in the report.
 *
 * @param atNs on the report's time axis
 */
record Entry(Timeline.Line line, long atNs) {
    /** The name by which the page points to it. */
    String id() {
        return "t" + line.turn().stamp().bootEpoch() + "-" + line.turn().stamp().tick();
    }
}
