package io.netvscd.replay.diff;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.RecordText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Compares two journals: the n-th record of each owner in one with the n-th of the same owner in the other. Stamps are not compared, nor is
 * the order among owners, so two runs of one incident are equal when every owner went the same way.
 *
 * @param same        records that are equal
 * @param differences the first of each owner whose histories part, the earliest first
 */
public record Comparison(long recordsA, long recordsB, long same, List<Difference> differences) {
    private static final Comparator<Difference> EARLIEST_FIRST =
            Comparator.comparing(Comparison::when).thenComparing(Difference::owner);

    /** Compares what two journals hold. */
    public static Comparison of(Iterator<TransitionRecord> a, Iterator<TransitionRecord> b) {
        Map<OwnerId, List<TransitionRecord>> first = byOwner(a);
        Map<OwnerId, List<TransitionRecord>> second = byOwner(b);
        long same = 0;
        List<Difference> differences = new ArrayList<>();
        Map<OwnerId, List<TransitionRecord>> owners = new TreeMap<>(first);
        owners.putAll(second);
        for (OwnerId owner : owners.keySet()) {
            List<TransitionRecord> ofA = first.getOrDefault(owner, List.of());
            List<TransitionRecord> ofB = second.getOrDefault(owner, List.of());
            int equal = 0;
            while (equal < ofA.size() && equal < ofB.size() && aspect(ofA.get(equal), ofB.get(equal)) == null) {
                equal++;
            }
            same += equal;
            if (equal < Math.max(ofA.size(), ofB.size())) {
                differences.add(difference(owner, equal, ofA, ofB));
            }
        }
        differences.sort(EARLIEST_FIRST);
        return new Comparison(count(first), count(second), same, List.copyOf(differences));
    }

    /** Every owner went the same way in both. */
    public boolean equal() {
        return differences.isEmpty();
    }

    private static Difference difference(OwnerId owner, int at, List<TransitionRecord> ofA, List<TransitionRecord> ofB) {
        TransitionRecord a = at < ofA.size() ? ofA.get(at) : null;
        TransitionRecord b = at < ofB.size() ? ofB.get(at) : null;
        if (a == null || b == null) {
            return new Difference(owner, at + 1L, "record", stamp(a), stamp(b), text(a, "record"), text(b, "record"));
        }
        String aspect = aspect(a, b);
        return new Difference(owner, at + 1L, aspect, a.stamp(), b.stamp(), text(a, aspect), text(b, aspect));
    }

    private static String aspect(TransitionRecord a, TransitionRecord b) {
        if (!a.input().equals(b.input())) {
            return Objects.equals(withoutCheckpoint(a), withoutCheckpoint(b)) ? "checkpoint" : "input";
        } else if (!a.events().equals(b.events())) {
            return "events";
        } else if (!a.actions().equals(b.actions())) {
            return "actions";
        } else if (!Objects.equals(a.reason(), b.reason())) {
            return "reason";
        }
        return Objects.equals(a.checkpoint(), b.checkpoint()) ? null : "checkpoint";
    }

    private static String withoutCheckpoint(TransitionRecord turn) {
        String text = RecordText.of(turn.input());
        int at = text.indexOf(" checkpoint=");
        return at < 0 ? text : text.substring(0, at);
    }

    private static String text(TransitionRecord turn, String aspect) {
        if (turn == null) {
            return "no such record";
        }
        return switch (aspect) {
            case "events" -> RecordText.of(turn.events());
            case "actions" -> RecordText.of(turn.actions());
            case "reason" -> turn.reason() == null ? "none" : turn.reason();
            case "checkpoint" -> String.valueOf(turn.checkpoint());
            default -> RecordText.of(turn.input());
        };
    }

    private static Stamp stamp(TransitionRecord turn) {
        return turn == null ? null : turn.stamp();
    }

    private static Stamp when(Difference difference) {
        return difference.atA() == null ? difference.atB() : difference.atA();
    }

    private static Map<OwnerId, List<TransitionRecord>> byOwner(Iterator<TransitionRecord> records) {
        Map<OwnerId, List<TransitionRecord>> byOwner = new TreeMap<>();
        records.forEachRemaining(turn -> byOwner.computeIfAbsent(turn.owner(), owner -> new ArrayList<>()).add(turn));
        return byOwner;
    }

    private static long count(Map<OwnerId, List<TransitionRecord>> byOwner) {
        return byOwner.values().stream().mapToLong(List::size).sum();
    }
}
