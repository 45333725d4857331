package io.netvscd.journal.store;

import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.Stamp;
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

    private final ReadAhead<StoredRecord> records;
    private final SortedWindow window = new SortedWindow(WINDOW);
    private boolean ended;
    private JournalDamaged damage;
    /** Of the record given last, null before the first. */
    private Stamp last;

    TickOrder(RecordCursor cursor) {
        this.records = new ReadAhead<>(cursor::forEachWhile);
    }

    /** The records that a cursor passes, as a stream to be closed. */
    static Stream<TransitionRecord> stream(RecordCursor cursor) {
        TickOrder order = new TickOrder(cursor);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(order, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(order.records::close);
    }

    @Override
    public boolean hasNext() {
        while (!ended && !window.isFull() && !isNextKnown()) {
            fill();
        }
        if (window.isEmpty() && damage != null) {
            throw damage;
        }
        return !window.isEmpty();
    }

    /** Ticks are counted one by one, so that what follows on the last need not wait for others. */
    private boolean isNextKnown() {
        if (window.isEmpty() || last == null) {
            return false;
        }
        Stamp first = window.first().entry().stamp();
        return first.bootEpoch() == last.bootEpoch() && first.tick() == last.tick() + 1;
    }

    /** Damage is kept back until everything before it has been given. */
    private void fill() {
        try {
            StoredRecord next = records.next();
            ended = next == null;
            if (next != null && next.entry().isTransition()) {
                window.add(next);
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
        StoredRecord first = window.poll();
        if (last != null && first.entry().stamp().compareTo(last) < 0) {
            throw new JournalDamaged("record " + first.position(), "its tick is more than " + WINDOW + " records out of order",
                    first.position() - 1, last.tick(), null);
        }
        TransitionRecord record = decode(first);
        last = record.stamp();
        return record;
    }

    private TransitionRecord decode(StoredRecord stored) {
        try {
            return JournalCodec.decodeTransition(stored.entry().payload());
        } catch (CorruptRecord e) {
            throw new JournalDamaged("record " + stored.position(), e.getMessage(), stored.position() - 1,
                    last == null ? 0 : last.tick(), e);
        }
    }
}
