package io.netvscd.actors.daemon;

import io.netvscd.journal.vocabulary.TransitionRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A transition as one line for people: when, who, upon what, and what followed. */
final class RecordText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int INPUT_CHARS = 160;

    private RecordText() {
    }

    static String of(TransitionRecord turn) {
        String followed = turn.reason() != null ? "- " + turn.reason() : "-> " + names(turn.events(), turn.actions());
        return String.format(Locale.ROOT, "%s %6d %-24s %s  %s",
                TIME.format(Instant.ofEpochMilli(turn.stamp().wallClockMs())),
                turn.stamp().tick(),
                turn.owner(),
                shortened(turn.input().toString()),
                followed);
    }

    private static String names(List<?> events, List<?> actions) {
        String became = events.stream().map(RecordText::name).collect(Collectors.joining(", "));
        String ordered = actions.stream().map(RecordText::name).collect(Collectors.joining(", "));
        return became + (became.isEmpty() || ordered.isEmpty() ? "" : "; ") + ordered;
    }

    private static String name(Object value) {
        return value.getClass().getSimpleName();
    }

    private static String shortened(String text) {
        return text.length() <= INPUT_CHARS ? text : text.substring(0, INPUT_CHARS) + "...";
    }
}
