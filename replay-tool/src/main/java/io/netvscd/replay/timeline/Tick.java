package io.netvscd.replay.timeline;

import io.netvscd.journal.vocabulary.Stamp;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record as it is named on the command line: {@code 42}, or {@code 2:42} where several lives of the daemon have one.
 *
 * @param bootEpoch 0 where none was named
 */
public record Tick(long bootEpoch, long tick) {
    private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,9}):)?(\\d{1,18})");

    /** Reads one; throws {@link IllegalArgumentException} with what is allowed. */
    public static Tick parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a tick: '" + text + "'; allowed: 42, or LIFE:42 (2:42)");
        }
        long epoch = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        return new Tick(epoch, Long.parseLong(matcher.group(2)));
    }

    /** Whether the stamp is this one. */
    public boolean names(Stamp stamp) {
        return stamp.tick() == tick && (bootEpoch == 0 || stamp.bootEpoch() == bootEpoch);
    }

    /** Negative, zero or positive as the record comes before, at or after the one named; in any life where none is named. */
    int compare(Stamp stamp) {
        int byLife = bootEpoch == 0 ? 0 : Long.compare(stamp.bootEpoch(), bootEpoch);
        return byLife != 0 ? byLife : Long.compare(stamp.tick(), tick);
    }

    /** The name of a stamp. */
    public static String of(Stamp stamp) {
        return stamp.bootEpoch() + ":" + stamp.tick();
    }

    @Override
    public String toString() {
        return bootEpoch == 0 ? String.valueOf(tick) : bootEpoch + ":" + tick;
    }
}
