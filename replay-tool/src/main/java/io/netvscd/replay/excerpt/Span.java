package io.netvscd.replay.excerpt;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.TimeAxis;
import java.util.List;

/**
 * The part of a record that an excerpt is of, by numbers of turns.
 *
 * @param learnFrom the first turn of the life of the daemon in which the part begins
 * @param first     the first turn of the part; all before it becomes an opening
 * @param end       the turn after its last
 */
public record Span(int learnFrom, int first, int end) {
    /** So long without a turn is rest. */
    static final long REST_NS = 1_000_000_000;

    /**
     * The part around a turn, from one rest to another.
     *
     * @param beforeNs at least so much of what was before it
     * @param afterNs  at least so much of what came after it
     */
    public static Span around(List<TransitionRecord> turns, int middle, long beforeNs, long afterNs) {
        TimeAxis axis = new TimeAxis();
        long[] atNs = turns.stream().mapToLong(turn -> axis.place(turn.stamp())).toArray();
        int first = middle;
        while (first > 0 && (atNs[middle] - atNs[first] < beforeNs || atNs[first] - atNs[first - 1] < REST_NS)) {
            first--;
        }
        int end = middle + 1;
        while (end < turns.size() && (atNs[end - 1] - atNs[middle] < afterNs || atNs[end] - atNs[end - 1] < REST_NS)) {
            end++;
        }
        int learnFrom = first;
        while (learnFrom > 0 && turns.get(learnFrom - 1).stamp().bootEpoch() == turns.get(first).stamp().bootEpoch()) {
            learnFrom--;
        }
        return new Span(learnFrom, first, end);
    }

    /** Whether the part begins in the middle of a life, so that what it begins with must be brought about first. */
    boolean opens() {
        return first > learnFrom;
    }
}
