package io.netvscd.replay.step;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is shown of the place where a walk stands, as lines no wider than a screen. */
public final class Page {
    /** More would push everything else away. */
    private static final int FRAMES_MAX = 200;
    private static final int OCTETS_SHOWN = 14;
    private static final int LABEL_COLUMNS = 8;

    /** What kind of line it is, for its looks. */
    public enum Kind {
        HEAD,
        CHANGED,
        PLAIN
    }

    /** One line. */
    public record Line(Kind kind, String text) {
    }

    private final Walk walk;
    private final int columns;
    private final List<Line> lines = new ArrayList<>();

    private Page(Walk walk, int columns) {
        this.walk = walk;
        this.columns = Math.max(LABEL_COLUMNS * 2, columns);
    }

    /**
     * The whole page, however long.
     *
     * @param whole the whole state of every owner, not only of the one whose transition it is
     */
    public static List<Line> of(Walk walk, int columns, boolean whole) {
        Page page = new Page(walk, columns);
        page.transition();
        page.states(whole);
        page.frames();
        return page.lines;
    }

    private void transition() {
        Timeline.Line line = walk.line();
        TransitionRecord turn = line.turn();
        head("transition " + Tick.of(turn.stamp()) + ", " + (walk.at() + 1) + " of " + walk.length());
        item("time", Timeline.time(line.sinceNs()) + " s, " + Instant.ofEpochMilli(turn.stamp().wallClockMs()));
        item("owner", turn.owner().toString());
        item(line.before().equals(line.after()) ? Kind.PLAIN : Kind.CHANGED, "phase",
                line.before().equals(line.after()) ? line.after() : line.before() + " -> " + line.after());
        item("input", RecordText.of(turn.input()));
        turn.events().forEach(event -> item("event", RecordText.of(event)));
        turn.actions().forEach(action -> item("action", RecordText.of(action)));
        if (turn.reason() != null) {
            item("nothing", turn.reason());
        }
    }

    private void states(boolean whole) {
        head("what every owner knew after it" + (whole ? "" : " ('a' shows all of it)"));
        for (Map.Entry<OwnerId, Walk.Knowledge> each : walk.known().entrySet()) {
            boolean changed = each.getKey().equals(walk.line().turn().owner());
            add(changed ? Kind.CHANGED : Kind.PLAIN, (changed ? "> " : "  ") + each.getKey() + "  " + each.getValue().phase());
            if (changed || whole) {
                wrap(Kind.PLAIN, "    ", "    ", each.getValue().text());
            }
        }
    }

    private void frames() {
        List<KeptFrame> frames = walk.frames();
        head(frames.isEmpty() ? "no frames were kept between it and the next transition"
                : "frames between it and the next transition: " + frames.size() + " were kept");
        frames.stream().limit(FRAMES_MAX).forEach(kept -> add(Kind.PLAIN, text(kept)));
        if (frames.size() > FRAMES_MAX) {
            add(Kind.PLAIN, "  and " + (frames.size() - FRAMES_MAX) + " more; 'pcap' has all");
        }
    }

    private static String text(KeptFrame kept) {
        BlackBoxFrame frame = kept.frame();
        if (frame.ring() == BlackBoxFrame.Ring.DECISIONS) {
            return String.format(Locale.ROOT, "  %s  the datapath: %s", kept.nic(), Step.word(frame.fate()));
        }
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < Math.min(OCTETS_SHOWN, frame.octets().length); i++) {
            octets.append(String.format("%02x", frame.octets()[i]));
        }
        return String.format(Locale.ROOT, "  %s  %-9s #%-8d %5d octets  %-17s %s",
                kept.nic(), Step.word(frame.ring()), frame.number(), frame.length(), Step.word(frame.fate()), octets);
    }

    private void head(String text) {
        if (!lines.isEmpty()) {
            add(Kind.PLAIN, "");
        }
        add(Kind.HEAD, text);
    }

    private void item(String label, String text) {
        item(Kind.PLAIN, label, text);
    }

    private void item(Kind kind, String label, String text) {
        wrap(kind, String.format(Locale.ROOT, "%-" + LABEL_COLUMNS + "s", label), " ".repeat(LABEL_COLUMNS), text);
    }

    private void wrap(Kind kind, String first, String others, String text) {
        int room = columns - first.length();
        for (int from = 0; from == 0 || from < text.length();) {
            int to = Math.min(text.length(), from + room);
            int space = text.lastIndexOf(' ', to);
            if (to < text.length() && space > from) {
                to = space + 1;
            }
            add(kind, (from == 0 ? first : others) + text.substring(from, to).stripTrailing());
            from = Math.max(to, from + 1);
        }
    }

    private void add(Kind kind, String text) {
        lines.add(new Line(kind, text.length() > columns ? text.substring(0, columns) : text));
    }
}
