package io.netvscd.replay.report;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Timeline;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The table of transitions, with what its script needs to search and filter. A long journal is shown around what matters most. */
final class TransitionTable {
    /** More rows than this make a page that a phone cannot show. */
    static final int ROWS = 4000;

    private final Story story;

    TransitionTable(Story story) {
        this.story = story;
    }

    void write(Html out) {
        int total = story.entries().size();
        int from = Math.max(0, Math.min(story.incident() - ROWS / 2, total - ROWS));
        List<Entry> shown = story.entries().subList(from, Math.min(total, from + ROWS));
        out.open("section", "id", "transitions", "aria-labelledby", "transitions-head")
                .element("h2", "Transitions", "id", "transitions-head").line();
        if (shown.size() < total) {
            out.element("p", "The journal has " + total + " transitions; these are the " + shown.size()
                    + " around what matters most. 'replay-tool timeline' shows all.").line();
        }
        controls(out, shown);
        out.open("div", "class", "scroll", "role", "region", "aria-label", "Transitions", "tabindex", 0)
                .open("table", "id", "rows").line().open("thead").open("tr");
        for (String head : List.of("Tick", "Time, s", "Owner", "Phase", "Input", "What followed")) {
            out.element("th", head, "scope", "col");
        }
        out.close("tr").close("thead").line().open("tbody").line();
        shown.forEach(entry -> row(out, entry));
        out.close("tbody").close("table").close("div").close("section").line();
    }

    private void controls(Html out, List<Entry> shown) {
        Set<String> owners = new TreeSet<>();
        shown.forEach(entry -> owners.add(entry.line().turn().owner().toString()));
        out.open("div", "class", "controls", "role", "search", "hidden", "").line();
        out.open("label").text("Search ").open("input", "id", "search", "type", "search", "autocomplete", "off").close("label").line();
        out.open("label").text("Owner ").open("select", "id", "owner").element("option", "all", "value", "");
        owners.forEach(owner -> out.element("option", owner, "value", owner));
        out.close("select").close("label").line();
        out.open("label").open("input", "id", "changes", "type", "checkbox").text(" only changes of phase").close("label").line();
        out.open("output", "id", "count", "aria-live", "polite").close("output").line().close("div").line();
    }

    private void row(Html out, Entry entry) {
        Timeline.Line line = entry.line();
        TransitionRecord turn = line.turn();
        boolean changes = !line.before().equals(line.after());
        boolean incident = story.entries().get(story.incident()) == entry;
        out.open("tr", "id", entry.id(), "data-owner", turn.owner(), "data-changes", changes, "class", incident ? "incident" : "row");
        out.open("th", "scope", "row")
                .element("a", turn.stamp().bootEpoch() + ":" + turn.stamp().tick(), "href", "#" + entry.id())
                .close("th");
        out.element("td", Timeline.time(line.sinceNs()), "class", "figure");
        out.element("td", turn.owner());
        out.element("td", changes ? line.before() + " \u2192 " + line.after() : line.after());
        out.element("td", RecordText.of(turn.input()));
        out.open("td");
        if (turn.reason() != null) {
            out.text("nothing: " + turn.reason());
        } else {
            out.text(RecordText.of(turn.events()));
            if (!turn.actions().isEmpty()) {
                out.open("br").element("span", "ordered: " + RecordText.of(turn.actions()), "class", "ordered");
            }
        }
        out.close("td").close("tr").line();
    }
}
