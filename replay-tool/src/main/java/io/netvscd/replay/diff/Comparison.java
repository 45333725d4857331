package io.netvscd.replay.diff;

import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.RecordText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
    /** Records of owners that wait for their counterparts; two journals of one incident never come near. */
    private static final int WAITING_MAX = 200_000;
    private static final Comparator<Difference> EARLIEST_FIRST =
            Comparator.comparing(Comparison::when).thenComparing(Difference::owner);

    /** One owner: what one journal has of it already and the other has not. */
    private static final class Owner {
        private final Deque<TransitionRecord> waiting = new ArrayDeque<>();
        private boolean waitingIsOfA;
        private long compared;
        private Difference difference;
    }

    /** Compares everything that two journals hold. */
    public static Comparison of(Iterator<TransitionRecord> a, Iterator<TransitionRecord> b) {
        return new Comparing(true).run(a, b);
    }

    /** Compares what owners were told and what they decided, and not what a datapath had counted. */
    public static Comparison ofDecisions(Iterator<TransitionRecord> a, Iterator<TransitionRecord> b) {
        return new Comparing(false).run(a, b);
    }

    /** Every owner went the same way in both. */
    public boolean equal() {
        return differences.isEmpty();
    }

    /** One pass over both journals side by side; of an owner whose histories have parted, records are only counted. */
    private static final class Comparing {
        private final boolean counters;
        private final Map<OwnerId, Owner> owners = new TreeMap<>();
        private long waiting;
        private long same;

        private Comparing(boolean counters) {
            this.counters = counters;
        }

        private Comparison run(Iterator<TransitionRecord> a, Iterator<TransitionRecord> b) {
            long recordsA = 0;
            long recordsB = 0;
            while (a.hasNext() || b.hasNext()) {
                if (a.hasNext()) {
                    recordsA++;
                    take(a.next(), true);
                }
                if (b.hasNext()) {
                    recordsB++;
                    take(b.next(), false);
                }
            }
            List<Difference> differences = new ArrayList<>();
            owners.forEach((id, owner) -> end(id, owner, differences));
            differences.sort(EARLIEST_FIRST);
            return new Comparison(recordsA, recordsB, same, List.copyOf(differences));
        }

        private void take(TransitionRecord turn, boolean ofA) {
            Owner owner = owners.computeIfAbsent(turn.owner(), id -> new Owner());
            if (owner.difference != null) {
                return;
            }
            if (owner.waiting.isEmpty() || owner.waitingIsOfA == ofA) {
                owner.waitingIsOfA = ofA;
                owner.waiting.add(turn);
                if (++waiting > WAITING_MAX) {
                    throw new TooFarApart("the two journals have hardly an owner in common at the same place: more than " + WAITING_MAX
                            + " records wait for their counterparts, of " + turn.owner() + " among others");
                }
                return;
            }
            TransitionRecord other = owner.waiting.remove();
            waiting--;
            compare(owner, ofA ? turn : other, ofA ? other : turn);
        }

        private void compare(Owner owner, TransitionRecord a, TransitionRecord b) {
            owner.compared++;
            String aspect = aspect(a, b);
            if (aspect == null) {
                same++;
                return;
            }
            owner.difference = new Difference(
                    a.owner(), owner.compared, aspect, a.stamp(), b.stamp(), text(a, aspect), text(b, aspect));
            waiting -= owner.waiting.size();
            owner.waiting.clear();
        }

        private static void end(OwnerId id, Owner owner, List<Difference> differences) {
            if (owner.difference != null) {
                differences.add(owner.difference);
            } else if (!owner.waiting.isEmpty()) {
                TransitionRecord alone = owner.waiting.peek();
                boolean ofA = owner.waitingIsOfA;
                differences.add(new Difference(id, owner.compared + 1, "record", ofA ? alone.stamp() : null, ofA ? null : alone.stamp(),
                        text(ofA ? alone : null, "record"), text(ofA ? null : alone, "record")));
            }
        }

        private String aspect(TransitionRecord a, TransitionRecord b) {
            boolean sameInput = a.input().equals(b.input());
            if (!sameInput && !Objects.equals(withoutCounters(a.input()), withoutCounters(b.input()))) {
                return "input";
            } else if (!sameInput && counters) {
                return "checkpoint";
            } else if (!a.events().equals(b.events())) {
                return "events";
            } else if (!a.actions().equals(b.actions())) {
                return "actions";
            } else if (!Objects.equals(a.reason(), b.reason())) {
                return "reason";
            }
            return !counters || Objects.equals(a.checkpoint(), b.checkpoint()) ? null : "checkpoint";
        }
    }

    private static Input withoutCounters(Input input) {
        if (input instanceof MasterInput.DatapathApplied applied) {
            return new MasterInput.DatapathApplied(applied.order(), applied.changed(), null);
        }
        return input instanceof MasterInput.DatapathFellBack fell
                ? new MasterInput.DatapathFellBack(fell.vf(), fell.generation(), null) : input;
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

    private static Stamp when(Difference difference) {
        return difference.atA() == null ? difference.atB() : difference.atA();
    }
}
