package io.netvscd.actors.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as journalctl takes it (systemd.time(7)). */
public final class SystemdTime {
    /** How a moment is written. */
    public static final String ALLOWED = "-15m, \"10 min ago\", \"1h 30min ago\", 03:12, 2026-11-23, \"2026-11-23 03:12:00\", "
            + "2026-11-23T03:12:00Z, \"2026-11-23 03:12 Europe/Berlin\", @1795403520, today, yesterday, now";

    private static final Pattern SPAN_PART = Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([A-Za-z\u00b5]*)");
    private static final Pattern SPAN = Pattern.compile("(?:" + SPAN_PART.pattern() + ")+\\s*");
    private static final Pattern WEEKDAY =
            Pattern.compile("(?i)^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?,?\\s+");
    private static final Pattern ABSOLUTE = Pattern.compile(
            "(?:(\\d{4}-\\d\\d-\\d\\d))?(?:[ T]?(\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?))?\\s*"
            + "(Z|[+-]\\d\\d:\\d\\d|[A-Za-z]+(?:/[A-Za-z_+-]+)*)?");
    private static final Map<String, BigDecimal> UNIT_MS = new HashMap<>();

    static {
        unit("0.001", "us", "usec", "\u00b5s");
        unit("1", "ms", "msec");
        unit("1000", "", "s", "sec", "second", "seconds");
        unit("60000", "m", "min", "minute", "minutes");
        unit("3600000", "h", "hr", "hour", "hours");
        unit("86400000", "d", "day", "days");
        unit("604800000", "w", "week", "weeks");
        unit("2629800000", "M", "month", "months");
        unit("31557600000", "y", "year", "years");
    }

    private SystemdTime() {
    }

    /**
     * Milliseconds since 1970.
     *
     * @param nowMs what {@code now} is
     * @param zone  of days and times that name none
     * @throws IllegalArgumentException with what is allowed
     */
    public static long parse(String text, long nowMs, ZoneId zone) {
        String trimmed = text.strip();
        try {
            ZonedDateTime midnight = Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate().atStartOfDay(zone);
            return switch (trimmed) {
                case "now" -> nowMs;
                case "today" -> midnight.toInstant().toEpochMilli();
                case "yesterday" -> midnight.minusDays(1).toInstant().toEpochMilli();
                case "tomorrow" -> midnight.plusDays(1).toInstant().toEpochMilli();
                default -> other(trimmed, nowMs, zone);
            };
        } catch (DateTimeException | ArithmeticException wrong) {
            throw refused(text);
        }
    }

    /** Whether this counts from now, so that what it means depends on when it is asked. */
    public static boolean isRelative(String text) {
        String trimmed = text.strip();
        return trimmed.matches("now|today|yesterday|tomorrow|[-+].*|.* (ago|left)|\\d\\d:\\d\\d.*");
    }

    private static long other(String text, long nowMs, ZoneId zone) {
        if (text.startsWith("@")) {
            return span(text, text.substring(1));
        } else if (text.startsWith("-") || text.endsWith(" ago")) {
            return Math.subtractExact(nowMs, span(text, text.startsWith("-") ? text.substring(1) : cut(text, " ago")));
        } else if (text.startsWith("+") || text.endsWith(" left")) {
            return Math.addExact(nowMs, span(text, text.startsWith("+") ? text.substring(1) : cut(text, " left")));
        }
        Matcher absolute = ABSOLUTE.matcher(WEEKDAY.matcher(text).replaceFirst(""));
        if (!absolute.matches() || absolute.group(1) == null && absolute.group(2) == null) {
            throw refused(text);
        }
        ZoneId own = absolute.group(3) == null ? zone : ZoneId.of(absolute.group(3));
        LocalDate day = absolute.group(1) == null
                ? Instant.ofEpochMilli(nowMs).atZone(own).toLocalDate() : LocalDate.parse(absolute.group(1));
        LocalTime time = absolute.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(absolute.group(2));
        return day.atTime(time).atZone(own).toInstant().toEpochMilli();
    }

    private static long span(String whole, String text) {
        if (!SPAN.matcher(text).matches()) {
            throw refused(whole);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Matcher part = SPAN_PART.matcher(text); part.find();) {
            BigDecimal unit = UNIT_MS.get(part.group(2));
            if (unit == null) {
                throw refused(whole);
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        return sum.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static String cut(String text, String end) {
        return text.substring(0, text.length() - end.length());
    }

    private static void unit(String ms, String... names) {
        for (String name : names) {
            UNIT_MS.put(name, new BigDecimal(ms));
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("no time: '" + text + "'; allowed: " + ALLOWED);
    }
}
