package io.netvscd.replay.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The seeds from one to another, both included. */
record SeedRange(long first, long last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

    /** Reads {@code A..B}, or one seed. */
    static SeedRange parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (first <= last) {
                return new SeedRange(first, last);
            }
        }
        throw new BadInput("--seeds " + text + ": allowed: A..B with A up to B (1..10000), or one seed");
    }

    long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
