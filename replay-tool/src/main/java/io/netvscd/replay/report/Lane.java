package io.netvscd.replay.report;

import java.util.List;

/**
 * One line of the timeline.
 *
 * @param name  what it shows
 * @param spans phases, in order
 * @param marks moments, in order
 * @param rates frames, in order; empty for any lane but that of the frame rates
 */
record Lane(String name, List<Span> spans, List<Mark> marks, List<Rate> rates) {
    Lane {
        spans = List.copyOf(spans);
        marks = List.copyOf(marks);
        rates = List.copyOf(rates);
    }
}
