package io.netvscd.journal.store;

/**
 * How much of the past a journal keeps. Whole chapters go, the oldest first, and the newest one never does.
 *
 * @param ageMs       records older than this go
 * @param bytes       what the files may have in all, pinned records that are kept beyond that not counted
 * @param pinBytes    what records that are kept for the sake of a pin alone may have besides
 * @param pinBeforeMs how much before an incident is pinned with it
 * @param pinAfterMs  how much after it
 */
public record RetentionRules(long ageMs, long bytes, long pinBytes, long pinBeforeMs, long pinAfterMs) {
    /** What LevelDB needs to turn round in. */
    public static final long MIN_BYTES = 64L << 20;
    /** Everything is kept. */
    public static final RetentionRules NONE = new RetentionRules(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0);

    public RetentionRules {
        if (bytes < MIN_BYTES) {
            throw new IllegalArgumentException("a journal needs " + (MIN_BYTES >> 20) + " MiB, not " + bytes + " octets");
        }
    }

    /** Above this, chapters go: what is written while they do must find room below {@link #bytes}. */
    long highBytes() {
        return bytes - bytes / 4;
    }

    /** Above this, writers wait until chapters have gone; the rest is for what LevelDB writes anew before it deletes the old. */
    long fullBytes() {
        return bytes - bytes / 16 * 3;
    }

    /** Down to this. */
    long lowBytes() {
        return bytes - bytes / 4 - bytes / 8;
    }
}
