package io.netvscd.actors.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as journalctl takes it. */
final class Since {
    private static final Pattern AGO = Pattern.compile("-?(\\d{1,9})(s|m|h|d)");
    private static final Map<String, Long> UNIT_MS =
            Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Since() {
    }

    /** Milliseconds since 1970; local times are of this machine's time zone. */
    static long parse(String text, long nowMs) throws CommandFailed {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return nowMs - Long.parseLong(ago.group(1)) * UNIT_MS.get(ago.group(2));
        }
        ZoneId zone = ZoneId.systemDefault();
        LocalDate today = Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate();
        try {
            if (text.equals("now")) {
                return nowMs;
            } else if (text.equals("today")) {
                return today.atStartOfDay(zone).toInstant().toEpochMilli();
            } else if (text.matches("\\d\\d:\\d\\d(:\\d\\d)?")) {
                return today.atTime(LocalTime.parse(text)).atZone(zone).toInstant().toEpochMilli();
            } else if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
            } else if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")) {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toEpochMilli();
            }
            return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException wrong) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, "--since " + text
                    + ": no time; write -15m, 03:12, 2026-11-23, 2026-11-23T03:12:00, today or now");
        }
    }
}
