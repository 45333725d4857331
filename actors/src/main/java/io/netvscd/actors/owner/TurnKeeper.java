package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.List;

/**
 * The turns of one owner between their decision and their actions: a turn is written first, then what can wait of it is
 * carried out, each turn in its order. A move to safety waits for nothing. While the journal fails, turns are carried
 * out all the same and wait to be written in bounded memory.
 *
 * <p>It has no thread and no clock, so that an owner on virtual time obeys the same rules as an actor.
 */
public final class TurnKeeper {
    /** Does what the keeper wants done. */
    public interface Hands {
        /**
         * Writes these turns, all or none; answered by {@link TurnKeeper#written} or {@link TurnKeeper#fails}. Not
         * called again before that.
         */
        void write(List<TransitionRecord> turns);

        /** Calls {@link TurnKeeper#fails} unless there is an answer in good time ({@code true}), or does so no longer. */
        void await(boolean answer);

        /** Carries out the urgent actions of a turn. */
        void hurry(TransitionRecord turn);

        /** Carries out the actions of a turn that are not urgent. */
        void act(TransitionRecord turn);

        /** The turn is on disk; its actions follow, unless they were carried out before. */
        void written(TransitionRecord turn);

        void journalFailed(String why);

        void journalRecovered();

        /** So many turns found no room in all. */
        void lost(long turns);
    }

    private final Hands hands;
    private final Unwritten unwritten;
    private boolean failing;
    /** Up to this tick turns were acted on; they are in order, so one number is enough. */
    private long actedTick;

    /**
     * Keeps the turns of one life of its owner. What a life before has left unwritten is written first, and never acted on: whoever
     * restarts an owner begins everything anew.
     */
    public TurnKeeper(Unwritten unwritten, Hands hands) {
        this.unwritten = unwritten;
        this.hands = hands;
        actedTick = unwritten.lastTick();
    }

    /**
     * A turn was decided. What is urgent of it is carried out at once, and everything that stands before it first: an
     * order to leave must not be overtaken by the order to come.
     */
    public void decided(TransitionRecord turn) {
        boolean urgent = isUrgent(turn);
        List<TransitionRecord> before = urgent ? unwritten.all() : List.of();
        boolean kept = unwritten.add(turn);
        if (urgent) {
            before.forEach(this::act);
            hands.hurry(turn);
        }
        if (!kept) {
            hands.lost(unwritten.lost());
            fails(unwritten.maxTurns() + " turns wait for it");
        }
        if (failing) {
            act(turn);
        } else {
            writeNext();
        }
    }

    /** The turns given to write are on disk. */
    public void written() {
        hands.await(false);
        settle(unwritten.settleBatch());
        if (failing) {
            failing = false;
            hands.journalRecovered();
        }
        writeNext();
    }

    /** The journal can be tried again, and has turns of this owner up to {@code last} (null: none). */
    public void resume(Stamp last) {
        settle(unwritten.resume(last));
        writeNext();
    }

    /** The journal gave no answer, or a bad one: whatever waits for it is carried out now. */
    public void fails(String why) {
        hands.await(false);
        if (!failing) {
            failing = true;
            hands.journalFailed(why);
            unwritten.all().forEach(this::act);
        }
    }

    public boolean failing() {
        return failing;
    }

    /** What is decided and not on disk, oldest first. */
    public List<TransitionRecord> unwritten() {
        return unwritten.all();
    }

    /** Whether every turn is on disk, but those lost. */
    public boolean allWritten() {
        return unwritten.isEmpty();
    }

    private static boolean isUrgent(TransitionRecord turn) {
        for (Action action : turn.actions()) {
            if (action.urgent()) {
                return true;
            }
        }
        return false;
    }

    private void settle(List<TransitionRecord> written) {
        for (TransitionRecord turn : written) {
            hands.written(turn);
            act(turn);
        }
    }

    private void writeNext() {
        if (!unwritten.isUnderWay() && !unwritten.isEmpty()) {
            hands.await(true);
            hands.write(unwritten.takeBatch());
        }
    }

    private void act(TransitionRecord turn) {
        if (turn.stamp().tick() > actedTick) {
            actedTick = turn.stamp().tick();
            hands.act(turn);
        }
    }
}
