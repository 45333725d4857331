package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Goes through all records of a database in their total order, checks each, and at the end asks the witness whether it was the end. */
final class RecordCursor {
    private static final int BATCH = 4_096;

    private final GuardedDatabase database;
    private final Chain chain;
    private final Head witness;
    private final long lastPosition;
    private final Deque<Change> batch = new ArrayDeque<>();
    private JournalDamaged unreadable;
    private boolean witnessed;
    private boolean ended;

    private RecordCursor(GuardedDatabase database, Head witness, long lastPosition) {
        Head start = Head.START;
        try {
            start = database.read(RecordCursor::anchor);
        } catch (IOException e) {
            unreadable = new JournalDamaged("the start of the chain", String.valueOf(e.getMessage()), 0, 0, e);
        }
        this.database = database;
        this.chain = new Chain(start);
        this.witness = witness;
        this.lastPosition = lastPosition;
        this.witnessed = witness != null && witness.position() <= start.position();
    }

    /** Goes through a whole journal, whose witness lies in {@code folder}. */
    static RecordCursor overAll(GuardedDatabase database, Path folder) throws IOException {
        return new RecordCursor(database, HeadWitness.read(folder), Long.MAX_VALUE);
    }

    /** Goes through a journal that is being written, up to what was its head just now. */
    static RecordCursor upTo(GuardedDatabase database, Head head) {
        return new RecordCursor(database, head, head.position());
    }

    /** The next record, null after the last; {@link JournalDamaged} where what follows is not what was written. */
    StoredRecord next() {
        if (unreadable != null) {
            throw unreadable;
        }
        if (batch.isEmpty() && !ended) {
            fill();
        }
        Change raw = batch.poll();
        if (raw == null) {
            checkEnd();
            return null;
        }
        Entry entry = chain.next(raw.key(), raw.value());
        witnessed |= chain.head().equals(witness);
        return new StoredRecord(chain.head().position(), entry);
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

    private void fill() {
        long first = chain.head().position() + 1;
        try {
            database.read(open -> {
                open.scan(Keys.record(first), this::take);
                return null;
            });
            ended = batch.size() < BATCH;
        } catch (IOException e) {
            ended = true;
            throw damaged(e.getMessage(), e);
        }
    }

    private boolean take(byte[] key, byte[] octets) {
        if (!Keys.isRecordRange(key) || Keys.isRecord(key) && Keys.number(key, Long.BYTES) > lastPosition) {
            return false;
        }
        batch.add(new Change(key, octets));
        return batch.size() < BATCH;
    }

    private void checkEnd() {
        if (witness == null) {
            throw damaged("the journal ends here, and HEAD, which would say whether it should, is missing or damaged", null);
        }
        if (!witnessed) {
            throw damaged(witness.position() > chain.head().position()
                    ? "the journal ends here, and HEAD says that record " + witness.position() + " was acknowledged"
                    : "HEAD knows another record at position " + witness.position(), null);
        }
    }

    private JournalDamaged damaged(String what, Throwable cause) {
        return new JournalDamaged("record " + (chain.head().position() + 1), what, chain.head().position(), chain.newest().tick(), cause);
    }

    private static Head anchor(Database database) throws IOException {
        byte[] octets = database.get(Keys.ANCHOR);
        if (octets == null) {
            return Head.START;
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        long position = buffer.getLong();
        byte[] hash = new byte[Head.HASH_BYTES];
        buffer.get(hash);
        return new Head(position, hash);
    }
}
