package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Goes through all records of a database in their total order, checks each, and at the end asks the witness whether it was the end. */
final class RecordCursor {
    private static final int BATCH = 4_096;

    private final Path folder;
    private final Database database;
    private final Chain chain;
    private final Head witness;
    private final Head start;
    private final Deque<Change> batch = new ArrayDeque<>();
    private boolean witnessed;
    private boolean ended;

    RecordCursor(Path folder, Database database) throws IOException {
        this.folder = folder;
        this.database = database;
        this.start = anchor(database);
        this.chain = new Chain(start);
        this.witness = HeadWitness.read(folder);
        if (witness == null) {
            throw new JournalDamaged(folder.resolve(HeadWitness.FILE).toString(), "neither of its two slots is whole", 0, 0, null);
        }
        this.witnessed = witness.position() <= start.position();
    }

    /** The next record, null after the last; {@link JournalDamaged} where what follows is not what was written. */
    StoredRecord next() {
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

    private void fill() {
        try {
            database.scan(Keys.record(chain.head().position() + 1), (key, octets) -> {
                if (!Keys.isRecordRange(key)) {
                    return false;
                }
                batch.add(new Change(key, octets));
                return batch.size() < BATCH;
            });
            ended = batch.size() < BATCH;
        } catch (IOException e) {
            ended = true;
            throw damaged(e.getMessage(), e);
        }
    }

    private void checkEnd() {
        if (!witnessed) {
            throw damaged(witness.position() > chain.head().position()
                    ? "the journal ends here, and " + folder.resolve(HeadWitness.FILE) + " says that record " + witness.position()
                            + " was acknowledged"
                    : "HEAD knows another record at position " + witness.position(), null);
        }
    }

    private JournalDamaged damaged(String what, Throwable cause) {
        return new JournalDamaged("record " + (chain.head().position() + 1), what, chain.head().position(), chain.lastTick(), cause);
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
