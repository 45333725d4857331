package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.blackbox.BlackBoxDecision;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.blackbox.RecordedFrames;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the frames that black boxes kept between one checkpoint and the next. A box notes how far its rings were at each control
 * word; one of the first version did not, but then every frame that was counted had a record.
 */
final class BoxPositions {
    private final RecordedFrames frames;
    private final List<BlackBoxDecision> decisions;
    private final boolean numbersAreCounters;
    private final Map<Ring, Long> passed = new EnumMap<>(Ring.class);
    private int nextDecision;
    /** Whether {@link #passed} holds. */
    private boolean known;

    BoxPositions(RecordedFrames frames) {
        this.frames = frames;
        decisions = frames.decisions();
        numbersAreCounters = decisions.stream().noneMatch(decision -> decision.last(Ring.MASTER) >= 0);
        known = numbersAreCounters || decisions.get(0).number() == 1;
    }

    /** Goes on to the next checkpoint; returns the frames in between. */
    Interval upTo(Checkpoint checkpoint) {
        if (frames.isEmpty()) {
            return Interval.NOTHING;
        }
        Map<Ring, Long> before = new EnumMap<>(passed);
        boolean wasKnown = known;
        known = numbersAreCounters ? count(checkpoint) : find(checkpoint);
        if (!wasKnown || !known && nextDecision < decisions.size()) {
            return Interval.NOTHING;
        }
        return between(before, known ? passed : Map.of(), known);
    }

    /** The frames after the last checkpoint, up to a word that no record tells of. */
    Interval rest() {
        if (!known) {
            return Interval.NOTHING;
        }
        Map<Ring, Long> end = new EnumMap<>(Ring.class);
        decisionsInTheRest().filter(BoxPositions::isWord).findFirst()
                .ifPresent(word -> Interval.RINGS.forEach(ring -> end.put(ring, word.last(ring))));
        return between(passed, end, false);
    }

    /** A fall back in the rest, which no record tells of; null where there was none. */
    BlackBoxDecision fallBackInTheRest() {
        return known ? decisionsInTheRest().takeWhile(decision -> !isWord(decision)).findFirst().orElse(null) : null;
    }

    /** Those that say how far the rings were. */
    private Stream<BlackBoxDecision> decisionsInTheRest() {
        return decisions.stream().skip(nextDecision).filter(decision -> decision.last(Ring.MASTER) >= 0);
    }

    private static boolean isWord(BlackBoxDecision decision) {
        return decision.what() == Fate.OBEYED;
    }

    private boolean count(Checkpoint checkpoint) {
        passed.put(Ring.MASTER, checkpoint.master().txFrames());
        passed.put(Ring.VF, checkpoint.vf().rxFrames());
        passed.put(Ring.SYNTHETIC, checkpoint.synthetic().rxFrames());
        return true;
    }

    private boolean find(Checkpoint checkpoint) {
        for (int i = nextDecision; i < decisions.size(); i++) {
            BlackBoxDecision decision = decisions.get(i);
            if (decision.isAt(checkpoint)) {
                nextDecision = i + 1;
                Interval.RINGS.forEach(ring -> passed.put(ring, decision.last(ring)));
                return true;
            }
        }
        return false;
    }

    /** Up to the last frame of all where it is not said how far. */
    private Interval between(Map<Ring, Long> after, Map<Ring, Long> upTo, boolean whole) {
        Map<Ring, Interval.Stretch> stretches = new EnumMap<>(Ring.class);
        for (Ring ring : Interval.RINGS) {
            long first = after.getOrDefault(ring, 0L);
            long last = upTo.getOrDefault(ring, Math.max(first, frames.last(ring)));
            stretches.put(ring, new Interval.Stretch(ring, first, last, frames.between(ring, first, last)));
        }
        return new Interval(stretches, whole);
    }
}
