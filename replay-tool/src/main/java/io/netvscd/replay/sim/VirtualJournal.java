package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The journal as a daemon on virtual time sees it: writing takes no time, and its disk can fail. Meanwhile records
 * queue in bounded memory; those that find no room are lost and leave a gap.
 */
public final class VirtualJournal {
    /** As many as a live owner keeps. */
    static final int UNWRITTEN_MAX = 10_000;

    private final List<TransitionRecord> written = new ArrayList<>();
    private final Deque<TransitionRecord> unwritten = new ArrayDeque<>();
    private final Consumer<TransitionRecord> store;
    private boolean failing;
    private boolean losing;
    private long gaps;
    private long lost;

    /**
     * Makes an empty journal.
     *
     * @param store is given every record that is written
     */
    public VirtualJournal(Consumer<TransitionRecord> store) {
        this.store = store;
    }

    /** Takes a record; it is written at once if the disk works. */
    public void append(TransitionRecord turn) {
        if (!failing) {
            write(turn);
        } else if (unwritten.size() < UNWRITTEN_MAX) {
            unwritten.add(turn);
        } else {
            gaps += losing ? 0 : 1;
            losing = true;
            lost++;
        }
    }

    /** The disk fails, or works again: what waited is written then. */
    public void fail(boolean fails) {
        failing = fails;
        if (!fails) {
            unwritten.forEach(this::write);
            unwritten.clear();
            losing = false;
        }
    }

    /** The daemon has ended: what it could not write is gone with it. */
    public void forgetUnwritten() {
        unwritten.clear();
        losing = false;
    }

    public boolean healthy() {
        return !failing;
    }

    /** Runs of lost records. */
    public long gaps() {
        return gaps;
    }

    /** Records that found no room. */
    public long lost() {
        return lost;
    }

    /** Everything written, in order. */
    public List<TransitionRecord> written() {
        return List.copyOf(written);
    }

    private void write(TransitionRecord turn) {
        written.add(turn);
        store.accept(turn);
    }
}
