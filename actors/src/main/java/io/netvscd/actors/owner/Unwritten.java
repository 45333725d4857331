package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Turns that an owner has taken and that are not on disk yet, oldest first, in bounded memory. Those of the batch under way come
 * first. It outlasts a restart of the owner: what was decided is written, whoever decided it.
 */
public final class Unwritten {
    private final int maxTurns;
    private final Deque<TransitionRecord> turns = new ArrayDeque<>();
    private int underWay;
    private long lost;

    /** Room for so many turns. */
    public Unwritten(int maxTurns) {
        this.maxTurns = maxTurns;
    }

    /** Appends a turn; once the bound is reached it is counted as lost instead, and false is returned. */
    boolean add(TransitionRecord turn) {
        if (turns.size() >= maxTurns) {
            lost++;
            return false;
        }
        turns.addLast(turn);
        return true;
    }

    /** Everything that waits becomes the batch under way. */
    List<TransitionRecord> takeBatch() {
        underWay = turns.size();
        return new ArrayList<>(turns);
    }

    /** The batch under way was written: its turns, in order. */
    List<TransitionRecord> settleBatch() {
        List<TransitionRecord> written = new ArrayList<>(underWay);
        for (int i = 0; i < underWay; i++) {
            written.add(turns.removeFirst());
        }
        underWay = 0;
        return written;
    }

    /**
     * The batch under way came to nothing, but the journal has turns up to {@code last}: those are written, the others
     * wait.
     */
    List<TransitionRecord> resume(Stamp last) {
        underWay = 0;
        List<TransitionRecord> written = new ArrayList<>();
        while (last != null && !turns.isEmpty() && turns.peekFirst().stamp().compareTo(last) <= 0) {
            written.add(turns.removeFirst());
        }
        return written;
    }

    /** All turns that wait, oldest first. */
    List<TransitionRecord> all() {
        return List.copyOf(turns);
    }

    /** The tick of the newest turn that waits, 0 where none does. */
    long lastTick() {
        return turns.isEmpty() ? 0 : turns.peekLast().stamp().tick();
    }

    int maxTurns() {
        return maxTurns;
    }

    boolean isUnderWay() {
        return underWay > 0;
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /** Turns that found no room so far. */
    long lost() {
        return lost;
    }
}
