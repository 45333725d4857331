package io.netvscd.replay.report;

import java.util.List;
import java.util.Locale;

/** Draws lanes over a window of time. What would fall on the same place is drawn once, so that its size is bounded. */
final class TimelineSvg {
    private static final double WIDTH = 1200;
    private static final double LABEL = 190;
    private static final double LANE = 34;
    private static final double BAR = 22;
    private static final double AXIS = 30;
    private static final double CHARACTER = 7;
    private static final double NARROWEST = 0.5;
    private static final int STEPS = 6;

    private final long fromNs;
    private final long toNs;
    private final Html out = new Html();

    private TimelineSvg(long fromNs, long toNs) {
        this.fromNs = fromNs;
        this.toNs = Math.max(toNs, fromNs + 1);
    }

    /**
     * One picture.
     *
     * @param id         unique on the page
     * @param incidentNs where the vertical line stands; negative for none
     */
    static String draw(String id, String title, List<Lane> lanes, long fromNs, long toNs, long incidentNs) {
        TimelineSvg svg = new TimelineSvg(fromNs, toNs);
        svg.frame(id, title, lanes, incidentNs);
        return svg.out.toString();
    }

    private void frame(String id, String title, List<Lane> lanes, long incidentNs) {
        double height = lanes.size() * LANE + AXIS;
        out.open("svg", "viewBox", "0 0 " + Html.number(WIDTH) + " " + Html.number(height), "role", "img",
                "aria-labelledby", id + "-title " + id + "-desc", "class", "timeline").line();
        out.element("title", title, "id", id + "-title").line();
        out.element("desc", "One lane each for the host, PCI, each VF, the master, the data path and the frame rates, from "
                + Words.duration(fromNs) + " to " + Words.duration(toNs) + " after the first record. "
                + "The table of transitions has the same facts as text.", "id", id + "-desc").line();
        for (int i = 0; i < lanes.size(); i++) {
            lane(lanes.get(i), i * LANE);
        }
        axis(lanes.size() * LANE);
        if (incidentNs >= fromNs && incidentNs <= toNs) {
            out.open("line", "x1", x(incidentNs), "x2", x(incidentNs), "y1", 0, "y2", Html.number(height - AXIS), "class", "incident")
                    .element("title", "what matters most").close("line").line();
        }
        out.close("svg");
    }

    private void lane(Lane lane, double y) {
        out.open("g").line();
        out.open("rect", "x", 0, "y", Html.number(y), "width", Html.number(WIDTH), "height", Html.number(LANE), "class", "lane")
                .close("rect");
        String name = lane.name().length() * CHARACTER > LABEL - 10
                ? lane.name().substring(0, (int) ((LABEL - 10) / CHARACTER) - 1) + "\u2026" : lane.name();
        out.open("text", "x", 6, "y", Html.number(y + 21), "class", "name")
                .text(name).element("title", lane.name()).close("text").line();
        double drawn = -1;
        for (Span span : lane.spans()) {
            drawn = span(span, y, drawn);
        }
        double highest = lane.rates().stream().mapToDouble(Rate::perSecond).max().orElse(0);
        drawn = -1;
        for (Rate rate : lane.rates()) {
            drawn = rate(rate, highest, y, drawn);
        }
        drawn = -1;
        for (Mark mark : lane.marks()) {
            drawn = mark(mark, lane.spans().isEmpty() ? y + LANE / 2 : y + (LANE - BAR) / 2 - 1, drawn);
        }
        out.close("g").line();
    }

    private double span(Span span, double y, double drawn) {
        if (span.toNs() < fromNs || span.fromNs() > toNs) {
            return drawn;
        }
        double from = at(Math.max(span.fromNs(), fromNs));
        double width = Math.max(1, at(Math.min(span.toNs(), toNs)) - from);
        if (from + width - drawn < NARROWEST) {
            return drawn;
        }
        String when = span.word() + ", " + seconds(span.fromNs()) + " to " + seconds(span.toNs()) + " s";
        out.open("rect", "x", Html.number(from), "y", Html.number(y + (LANE - BAR) / 2), "width", Html.number(width),
                "height", Html.number(BAR), "rx", 2, "class", "span " + tone(span.word()))
                .element("title", when).close("rect");
        if (width > span.word().length() * CHARACTER + 8) {
            out.element("text", span.word(), "x", Html.number(from + 5), "y", Html.number(y + 21), "class", "word");
        }
        out.line();
        return from + width;
    }

    private double rate(Rate rate, double highest, double y, double drawn) {
        if (rate.toNs() < fromNs || rate.fromNs() > toNs || highest == 0) {
            return drawn;
        }
        double from = at(Math.max(rate.fromNs(), fromNs));
        double width = Math.max(1, at(Math.min(rate.toNs(), toNs)) - from);
        if (from + width - drawn < NARROWEST) {
            return drawn;
        }
        double vf = rate.vfPerSecond() / highest * (LANE - 4);
        double synthetic = rate.syntheticPerSecond() / highest * (LANE - 4);
        String words = String.format(Locale.ROOT, "%.0f frames a second on the VF, %.0f on synthetic, %s to %s s",
                rate.vfPerSecond(), rate.syntheticPerSecond(), seconds(rate.fromNs()), seconds(rate.toNs()));
        bar(from, width, y + LANE - vf, vf, "vf", words);
        bar(from, width, y + LANE - vf - synthetic, synthetic, "synthetic", words);
        return from + width;
    }

    private void bar(double x, double width, double y, double height, String tone, String words) {
        if (height > 0) {
            out.open("rect", "x", Html.number(x), "y", Html.number(y), "width", Html.number(width), "height",
                    Html.number(Math.max(1, height)), "class", "rate " + tone).element("title", words).close("rect").line();
        }
    }

    /** On the upper edge of a bar, where it covers no word. */
    private double mark(Mark mark, double y, double drawn) {
        double x = at(mark.atNs());
        if (mark.atNs() < fromNs || mark.atNs() > toNs || x - drawn < NARROWEST) {
            return drawn;
        }
        out.open("circle", "cx", Html.number(x), "cy", Html.number(y), "r", 4, "class", "mark")
                .element("title", seconds(mark.atNs()) + " s: " + mark.text()).close("circle").line();
        return x;
    }

    private void axis(double y) {
        for (int i = 0; i <= STEPS; i++) {
            long ns = fromNs + (toNs - fromNs) / STEPS * i;
            out.open("line", "x1", x(ns), "x2", x(ns), "y1", 0, "y2", Html.number(y + 4), "class", "grid").close("line");
            out.element("text", seconds(ns) + " s", "x", x(ns), "y", Html.number(y + 19), "class", "time",
                    "text-anchor", i == STEPS ? "end" : "middle").line();
        }
    }

    /** Which of the few colours a phase has; the word itself stands beside it or in its title. */
    private static String tone(String word) {
        return switch (word) {
            case "vf", "active", "open" -> "vf";
            case "synthetic", "standby", "present", "joined" -> "synthetic";
            case "failed", "gone", "departing", "rescinded" -> "bad";
            default -> "between";
        };
    }

    private String x(long ns) {
        return Html.number(at(ns));
    }

    private double at(long ns) {
        return LABEL + (WIDTH - LABEL - 6) * (ns - fromNs) / (double) (toNs - fromNs);
    }

    private static String seconds(long ns) {
        return String.format(Locale.ROOT, "%.3f", ns / 1e9);
    }
}
