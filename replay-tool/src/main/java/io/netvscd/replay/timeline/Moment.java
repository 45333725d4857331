package io.netvscd.replay.timeline;

import io.netvscd.actors.cli.SystemdTime;
import io.netvscd.journal.vocabulary.Stamp;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment that a filter names: {@code 1.5s}, {@code 300ms} (since the first record of the daemon's life), {@code #120} or {@code #2:120}
 * (a tick), or a time as journalctl takes it. Times are UTC where they name no zone, and {@code now} is the last record: what a journal
 * shows depends on nothing but the journal.
 */
public final class Moment {
    /** How a moment is written. */
    public static final String ALLOWED = "1.5s, 300ms, 2min (since the start of the daemon), #120 or #2:120 (a tick), or as journalctl takes it, "
            + "in UTC, now being the last record: " + SystemdTime.ALLOWED;

    private static final Pattern SINCE_START = Pattern.compile("\\+?(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(us|ms|s|min|h)");
    private static final Map<String, Double> UNIT_NS =
            Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "h", 3600e9);

    private enum Scale {
        SINCE_START_NS,
        WALL_CLOCK_MS,
        TICK
    }

    private final Scale scale;
    private final long value;
    private final Tick tick;

    private Moment(Scale scale, long value, Tick tick) {
        this.scale = scale;
        this.value = value;
        this.tick = tick;
    }

    /**
     * Reads one; throws {@link IllegalArgumentException} with what is allowed.
     *
     * @param lastRecordMs asked for the wall clock of the last record where the moment counts from there
     */
    public static Moment parse(String text, LongSupplier lastRecordMs) {
        Matcher sinceStart = SINCE_START.matcher(text);
        if (sinceStart.matches()) {
            double ns = Double.parseDouble(sinceStart.group(1)) * UNIT_NS.get(sinceStart.group(2));
            return new Moment(Scale.SINCE_START_NS, Math.round(ns), null);
        }
        try {
            if (text.startsWith("#")) {
                return new Moment(Scale.TICK, 0, Tick.parse(text.substring(1)));
            }
            long nowMs = SystemdTime.isRelative(text) ? lastRecordMs.getAsLong() : 0;
            return new Moment(Scale.WALL_CLOCK_MS, SystemdTime.parse(text, nowMs, ZoneOffset.UTC), null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a moment: '" + text + "'; allowed: " + ALLOWED);
        }
    }

    /** Negative, zero or positive as the record comes before, at or after this moment. */
    public int compare(Stamp stamp, long sinceNs) {
        return switch (scale) {
            case SINCE_START_NS -> Long.compare(sinceNs, value);
            case WALL_CLOCK_MS -> Long.compare(stamp.wallClockMs(), value);
            case TICK -> tick.compare(stamp);
        };
    }
}
