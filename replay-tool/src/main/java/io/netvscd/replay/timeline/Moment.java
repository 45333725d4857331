package io.netvscd.replay.timeline;

import io.netvscd.journal.vocabulary.Stamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment that a filter names: {@code 1.5s}, {@code 300ms} (since the first record of the daemon's life), {@code #120}
 * (a tick), or {@code 2026-11-23 03:12:00}, {@code 2026-11-23} (UTC).
 */
public final class Moment {
    /** How a moment is written. */
    public static final String ALLOWED = "300ms, 1.5s, 2min (since the start of the daemon), #120 (a tick), "
            + "\"2026-11-23 03:12:00\" or 2026-11-23 (UTC)";

    private static final Pattern SINCE_START = Pattern.compile("\\+?(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|min|h)");
    private static final Map<String, Double> UNIT_NS =
            Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "h", 3600e9);
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd[ HH:mm[:ss]]");

    private enum Scale {
        SINCE_START_NS,
        WALL_CLOCK_MS,
        TICK
    }

    private final Scale scale;
    private final long value;

    private Moment(Scale scale, long value) {
        this.scale = scale;
        this.value = value;
    }

    /** Reads one; throws {@link IllegalArgumentException} with what is allowed. */
    public static Moment parse(String text) {
        Matcher sinceStart = SINCE_START.matcher(text);
        if (sinceStart.matches()) {
            double ns = Double.parseDouble(sinceStart.group(1)) * UNIT_NS.get(sinceStart.group(2));
            return new Moment(Scale.SINCE_START_NS, Math.round(ns));
        }
        try {
            if (text.startsWith("#")) {
                return new Moment(Scale.TICK, Long.parseLong(text.substring(1)));
            }
            boolean dayAlone = text.length() == "2026-11-23".length();
            LocalDateTime time = dayAlone
                    ? LocalDate.parse(text, WALL_CLOCK).atStartOfDay() : LocalDateTime.parse(text, WALL_CLOCK);
            return new Moment(Scale.WALL_CLOCK_MS, time.toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("not a moment: '" + text + "'; allowed: " + ALLOWED);
        }
    }

    /** Negative, zero or positive as the record comes before, at or after this moment. */
    public int compare(Stamp stamp, long sinceNs) {
        return switch (scale) {
            case SINCE_START_NS -> Long.compare(sinceNs, value);
            case WALL_CLOCK_MS -> Long.compare(stamp.wallClockMs(), value);
            case TICK -> Long.compare(stamp.tick(), value);
        };
    }
}
