package io.netvscd.journal.store;

import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Transition records in the order of their ticks. Owners decide side by side and the journal has what they wrote in the order of
 * arrival, so neighbours may be swapped; records further apart than the window cannot be.
 */
final class TickOrder implements Iterator<TransitionRecord> {
    private static final int WINDOW = 4_096;

    private final RecordCursor cursor;
    private final SortedWindow window = new SortedWindow(WINDOW);
    private boolean ended;
    private JournalDamaged damage;
    private TransitionRecord last;

    TickOrder(RecordCursor cursor) {
        this.cursor = cursor;
    }

    /** The records that a cursor passes, as a stream. */
    static Stream<TransitionRecord> stream(RecordCursor cursor) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new TickOrder(cursor),
                Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        while (!ended && !window.isFull()) {
            fill();
        }
        if (window.isEmpty() && damage != null) {
            throw damage;
        }
        return !window.isEmpty();
    }

    /** Damage is kept back until everything before it has been given. */
    private void fill() {
        try {
            StoredRecord next = cursor.next();
            ended = next == null;
            if (next != null && next.entry().isTransition()) {
                window.add(decode(next), next.position());
            }
        } catch (JournalDamaged e) {
            damage = e;
            ended = true;
        }
    }

    @Override
    public TransitionRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long position = window.firstPosition();
        TransitionRecord first = window.poll();
        if (last != null && first.stamp().compareTo(last.stamp()) < 0) {
            throw new JournalDamaged("record " + position, "its tick is more than " + WINDOW + " records out of order",
                    position - 1, last.stamp().tick(), null);
        }
        last = first;
        return last;
    }

    private TransitionRecord decode(StoredRecord stored) {
        try {
            return JournalCodec.decodeTransition(stored.entry().payload());
        } catch (CorruptRecord e) {
            throw new JournalDamaged("record " + stored.position(), e.getMessage(), stored.position() - 1,
                    last == null ? 0 : last.stamp().tick(), e);
        }
    }
}
