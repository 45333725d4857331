package io.netvscd.replay.report;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.stats.NicStatistics;
import io.netvscd.replay.timeline.RecordText;
import java.util.List;
import java.util.Locale;

/** The whole page. */
public final class ReportPage {
    private static final long BEFORE_NS = 50_000_000;
    private static final long AFTER_NS = 500_000_000;

    private final Story story;
    private final Html out = new Html();

    ReportPage(Story story) {
        this.story = story;
    }

    /** The page about a journal; the same journal gives the same text. */
    public static String of(JournalSource source) {
        return new ReportPage(StoryReader.read(source)).text();
    }

    String text() {
        String style = Resources.read("report.css");
        String script = Resources.read("report.js");
        out.markup("<!DOCTYPE html>\n").open("html", "lang", "en").line().open("head").line();
        out.open("meta", "charset", "utf-8").line();
        out.open("meta", "http-equiv", "Content-Security-Policy", "content", "default-src 'none'; img-src data:; style-src "
                + Resources.hash(style) + "; script-src " + Resources.hash(script)).line();
        out.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
        out.open("link", "rel", "icon", "href", "data:,").line();
        out.element("title", "netvscd: " + heading()).line();
        out.markup("<style>" + style + "</style>\n").close("head").line().open("body").line();
        out.element("a", "Skip to the transitions", "href", "#transitions", "class", "skip").line();
        out.open("header").element("h1", "Report: " + heading()).close("header").line().open("main").line();
        summary();
        timelines();
        chain();
        statistics();
        warnings();
        new TransitionTable(story).write(out);
        environment();
        out.close("main").line().markup("<script>" + script + "</script>\n").close("body").close("html").line();
        return out.toString();
    }

    private String heading() {
        return story.nics().isEmpty() ? "no NIC" : String.join(", ", story.nics().keySet());
    }

    private void summary() {
        section("summary", "Summary");
        Words.summary(story).forEach(sentence -> out.element("p", sentence).line());
        out.close("section").line();
    }

    private void timelines() {
        section("timeline", "Timeline");
        legend();
        long incidentNs = story.incident() < 0 ? -1 : story.entries().get(story.incident()).atNs();
        picture("whole", "The whole journal", 0, story.endNs(), incidentNs);
        long fromNs = Math.max(0, causeNs(incidentNs) - BEFORE_NS);
        long toNs = Math.min(story.endNs(), incidentNs + AFTER_NS);
        if (incidentNs >= 0 && (fromNs > 0 || toNs < story.endNs())) {
            picture("closer", "Around what matters most", fromNs, toNs, incidentNs);
        }
        out.close("section").line();
    }

    private void legend() {
        out.element("p", "Every shape has a title with its exact times.").line().open("ul", "class", "legend").line();
        legend("vf", "the VF path, or open");
        legend("synthetic", "the synthetic path, or waiting");
        legend("between", "on the way");
        legend("bad", "failed or going");
        legend("mark", "what the outside did");
        legend("incident", "what matters most");
        out.close("ul").line();
    }

    private void legend(String tone, String words) {
        out.open("li").element("span", "", "class", "swatch " + tone, "aria-hidden", true).text(words).close("li").line();
    }

    private long causeNs(long incidentNs) {
        if (story.chain().isEmpty()) {
            return incidentNs;
        }
        TransitionRecord incident = story.chain().get(story.chain().size() - 1);
        long lengthNs = incident.stamp().monotonicNs() - story.chain().get(0).stamp().monotonicNs();
        return incidentNs - Math.min(lengthNs, 2 * AFTER_NS);
    }

    private void picture(String id, String title, long fromNs, long toNs, long incidentNs) {
        out.element("h3", title).line();
        out.open("div", "class", "scroll", "role", "region", "aria-label", title, "tabindex", 0).line();
        out.markup(TimelineSvg.draw(id, title, story.lanes(), fromNs, toNs, incidentNs)).line().close("div").line();
    }

    private void chain() {
        section("causes", "Causes of what matters most");
        if (story.chain().isEmpty()) {
            out.element("p", "There is nothing to explain.").line();
        } else {
            out.element("p", "The first came from outside; each brought about the next.").line().open("ol").line();
            story.chain().forEach(this::step);
            out.close("ol").line();
            if (!story.followed().isEmpty()) {
                out.element("p", "What followed from it:").line().open("ul").line();
                story.followed().forEach(this::step);
                out.close("ul").line();
            }
        }
        out.close("section").line();
    }

    private void step(TransitionRecord turn) {
        String id = "t" + turn.stamp().bootEpoch() + "-" + turn.stamp().tick();
        out.open("li").element("a", "tick " + turn.stamp().tick(), "href", "#" + id)
                .text(", " + turn.owner() + ": ").element("code", RecordText.of(turn.input()))
                .text(turn.reason() == null ? " \u2192 " : " \u2192 nothing: ")
                .element("code", turn.reason() == null ? RecordText.of(turn.events()) : turn.reason()).close("li").line();
    }

    private void statistics() {
        section("latencies", "How long the parts of a switch took");
        out.open("div", "class", "scroll", "role", "region", "aria-label", "Latencies", "tabindex", 0).open("table").line();
        out.element("caption", "In milliseconds; percentiles to three digits").open("thead").open("tr");
        for (String head : List.of("NIC", "until", "count", "p50", "p90", "p99", "longest")) {
            out.element("th", head, "scope", "col");
        }
        out.close("tr").close("thead").line().open("tbody").line();
        story.nics().forEach(this::latencies);
        out.close("tbody").close("table").close("div").close("section").line();
    }

    private void latencies(String nic, NicStatistics one) {
        one.latencies().forEach((phase, latency) -> {
            if (latency.count() > 0) {
                out.open("tr").element("th", nic, "scope", "row").element("td", phase.words())
                        .element("td", latency.count(), "class", "figure");
                for (long ns : new long[] {latency.p50Ns(), latency.p90Ns(), latency.p99Ns(), latency.maxNs()}) {
                    out.element("td", String.format(Locale.ROOT, "%.3f", ns / 1e6), "class", "figure");
                }
                out.close("tr").line();
            }
        });
    }

    private void warnings() {
        section("warnings", "Warnings");
        if (story.warnings().isEmpty() && story.gaps().isEmpty()) {
            out.element("p", "None.").line();
        } else {
            out.open("ul").line();
            story.warnings().forEach(warning -> out.element("li", warning).line());
            for (JournalGap gap : story.gaps()) {
                out.element("li", "records were lost in life " + gap.bootEpoch() + ": " + gap.why()).line();
            }
            out.close("ul").line();
        }
        out.close("section").line();
    }

    private void environment() {
        section("environment", "Environment");
        out.open("dl").line();
        out.element("dt", "Report")
                .element("dd", "made from the journal alone; times are seconds since the daemon's start where no date stands").line();
        story.facts().forEach((name, value) -> out.element("dt", name).element("dd", value).line());
        out.close("dl").close("section").line();
    }

    private void section(String id, String title) {
        out.open("section", "id", id, "aria-labelledby", id + "-head").element("h2", title, "id", id + "-head").line();
    }
}
