package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * Goes through the records of a database in their total order, checks each, and at the end asks the witness whether it was the end.
 */
final class RecordCursor {
    /** Hears of whatever the cursor has passed and found whole. */
    interface Listener {
        /** A record of the group that is under way. */
        void passed(Entry entry, long groupPosition);

        /** The group, or the envelope of format 1, is complete. */
        void completed(Head head, int octets, boolean single);
    }

    /** Read at once, so that nothing is read while a record is being looked at. */
    private static final int BATCH_OCTETS = 1 << 20;
    private static final Listener NOBODY = new Listener() {
        @Override
        public void passed(Entry entry, long groupPosition) {
            // Nobody listens.
        }

        @Override
        public void completed(Head head, int octets, boolean single) {
            // Nobody listens.
        }
    };

    private final GuardedDatabase database;
    private final Chain chain;
    private final Head witness;
    private final long lastPosition;
    private final Listener listener;
    private final Deque<Change> batch = new ArrayDeque<>();
    private Change current;
    private boolean singles = true;
    private boolean witnessed;
    private boolean ended;

    private RecordCursor(GuardedDatabase database, Chain chain, Head witness, long lastPosition, Listener listener) {
        this.database = database;
        this.chain = chain;
        this.witness = witness;
        this.lastPosition = lastPosition;
        this.listener = listener;
        this.witnessed = witness != null && witness.position() <= chain.position();
    }

    /** Goes through a whole journal, whose witness lies in {@code folder}. */
    static RecordCursor overAll(GuardedDatabase database, Path folder) throws IOException {
        return from(Standing.START, database, folder, NOBODY);
    }

    /** Goes through what follows a chapter's end. */
    static RecordCursor from(Standing standing, GuardedDatabase database, Path folder, Listener listener) throws IOException {
        Chain chain = new Chain(standing, Cuts.readable(database));
        return new RecordCursor(database, chain, HeadWitness.read(folder), Long.MAX_VALUE, listener);
    }

    /** Goes through a journal that is being written, up to what was its head just now. */
    static RecordCursor upTo(GuardedDatabase database, Head head) {
        return upTo(database, head, NOBODY);
    }

    /** The same for a reader who says how far he is. */
    static RecordCursor upTo(GuardedDatabase database, Head head, Leases.Lease lease) {
        return upTo(database, head, new Listener() {
            @Override
            public void passed(Entry entry, long groupPosition) {
                // A group that has been read is not needed any more.
            }

            @Override
            public void completed(Head passed, int octets, boolean single) {
                lease.reached(passed.position());
            }
        });
    }

    private static RecordCursor upTo(GuardedDatabase database, Head head, Listener listener) {
        return new RecordCursor(database, new Chain(Standing.START, Cuts.readable(database)), head, head.position(), listener);
    }

    /** The next record, null after the last; {@link JournalDamaged} where what follows is not what was written. */
    StoredRecord next() {
        if (!chain.within() && !enter()) {
            checkEnd();
            return null;
        }
        Entry entry = chain.take();
        listener.passed(entry, Keys.lastNumber(current.key()));
        if (!chain.within()) {
            witnessed |= chain.head().equals(witness);
            listener.completed(chain.head(), current.value().length, Keys.Kind.RECORD_V1.holds(current.key()));
        }
        return new StoredRecord(chain.position(), entry);
    }

    private boolean enter() {
        if (batch.isEmpty() && !ended) {
            fill();
        }
        current = batch.poll();
        if (current != null) {
            chain.enter(current.key(), current.value());
        }
        return current != null;
    }

    /** Shows every record up to the end, or until {@code taker} wants no more. */
    void forEachWhile(Predicate<StoredRecord> taker) {
        StoredRecord next = next();
        while (next != null && taker.test(next)) {
            next = next();
        }
    }

    /** Goes to the end. */
    Chain follow() {
        while (next() != null) {
            continue;
        }
        return chain;
    }

    /** What has been passed so far. */
    Chain chain() {
        return chain;
    }

    /** Format 1 comes first: a journal that has both was begun in it. */
    private void fill() {
        try {
            database.read(open -> {
                try (Database.Rows rows = open.rows()) {
                    long octets = singles ? take(rows, Keys.Kind.RECORD_V1, 0) : 0;
                    singles &= octets >= BATCH_OCTETS;
                    if (!singles) {
                        ended = take(rows, Keys.Kind.GROUP, octets) < BATCH_OCTETS;
                    }
                    return null;
                }
            });
        } catch (GuardedDatabase.Unavailable e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            ended = true;
            throw chain.damaged(e.getMessage(), e);
        }
    }

    private long take(Database.Rows rows, Keys.Kind kind, long already) throws IOException {
        long octets = already;
        long first = (batch.isEmpty() ? chain.position() : Keys.lastNumber(batch.getLast().key())) + 1;
        boolean more = rows.seek(kind == Keys.Kind.GROUP ? Keys.group(first) : Keys.record(first));
        while (more && octets < BATCH_OCTETS && kind.holds(rows.key()) && !isBeyond(rows.key())) {
            batch.add(new Change(rows.key(), rows.value()));
            octets += rows.value().length;
            more = rows.next();
        }
        return octets;
    }

    private boolean isBeyond(byte[] key) {
        return Keys.isNumbered(key) && Keys.lastNumber(key) > lastPosition;
    }

    private void checkEnd() {
        if (witness == null) {
            throw chain.damaged("the journal ends here, and HEAD, which would say whether it should, is missing or damaged", null);
        }
        if (!witnessed) {
            throw chain.damaged(witness.position() > chain.position()
                    ? "the journal ends here, and HEAD says that record " + witness.position() + " was acknowledged"
                    : "HEAD knows another record at position " + witness.position(), null);
        }
    }
}
