package io.netvscd.actors.demo;

import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Remembers every turn that was written, and waits for those that the story turns on. */
final class Witness {
    /** What takes milliseconds on a machine that has time for it. */
    private static final long PATIENCE_SECONDS = 20;

    private final List<TransitionRecord> turns = new ArrayList<>();

    synchronized void hear(TransitionRecord turn) {
        turns.add(turn);
        notifyAll();
    }

    /**
     * The first turn of this kind with a later tick than {@code afterTick}, or an exception that says what did not
     * happen.
     */
    synchronized TransitionRecord await(String what, long afterTick, Predicate<TransitionRecord> kind)
            throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Optional<TransitionRecord> found = find(afterTick, kind);
            if (found.isPresent()) {
                return found.get();
            }
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            if (leftMs <= 0) {
                throw new StoryBroken("did not happen within " + PATIENCE_SECONDS + " s: " + what);
            }
            wait(leftMs);
        }
    }

    /** The earliest turn of this kind with a later tick than {@code afterTick}. */
    synchronized Optional<TransitionRecord> find(long afterTick, Predicate<TransitionRecord> kind) {
        return turns.stream()
                .filter(turn -> turn.stamp().tick() > afterTick)
                .filter(kind)
                .min((one, other) -> one.stamp().compareTo(other.stamp()));
    }

    /** The turn with the highest tick. */
    synchronized TransitionRecord last() {
        return turns.stream().max((one, other) -> one.stamp().compareTo(other.stamp())).orElseThrow();
    }

    /** The story did not go as it must. */
    static final class StoryBroken extends RuntimeException {
        StoryBroken(String message) {
            super(message);
        }
    }
}
