package io.netvscd.journal.vocabulary;

/**
 * When a turn was taken.
 *
 * @param bootEpoch     counts the starts of the daemon on this journal, from 1
 * @param tick          one counter for the whole process, from 1 in each epoch: a total order that agrees with cause and effect
 * @param monotonicNs   the monotonic clock; comparable within an epoch
 * @param wallClockMs   milliseconds since 1970-01-01 UTC, for people
 */
public record Stamp(long bootEpoch, long tick, long monotonicNs, long wallClockMs) implements Comparable<Stamp> {
    @Override
    public int compareTo(Stamp other) {
        int byEpoch = Long.compare(bootEpoch, other.bootEpoch);
        return byEpoch != 0 ? byEpoch : Long.compare(tick, other.tick);
    }
}
