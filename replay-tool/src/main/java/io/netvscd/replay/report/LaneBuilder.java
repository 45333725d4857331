package io.netvscd.replay.report;

import java.util.ArrayList;
import java.util.List;

/** Gathers what one lane shows. */
final class LaneBuilder {
    private final String name;
    private final List<Span> spans = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Rate> rates = new ArrayList<>();
    private String word;
    private long sinceNs;

    LaneBuilder(String name) {
        this.name = name;
    }

    /** From now on this holds; null for nothing. */
    void holds(String now, long atNs) {
        if (now != null && now.equals(word)) {
            return;
        }
        if (word != null) {
            spans.add(new Span(sinceNs, atNs, word));
        }
        word = now;
        sinceNs = atNs;
    }

    void mark(String text, long atNs) {
        marks.add(new Mark(atNs, text));
    }

    void rate(Rate rate) {
        rates.add(rate);
    }

    Lane lane(long endNs) {
        holds(null, endNs);
        return new Lane(name, spans, marks, rates);
    }
}
