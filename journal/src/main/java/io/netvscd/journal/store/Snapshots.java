package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Envelope;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The snapshots beside the records. They are no evidence: each can be made again from the records before it, so they stand outside the
 * hash chain, in envelopes of their own with a CRC32C.
 */
public final class Snapshots {
    /** Bounds on sequence number and time, all inclusive. */
    public record Range(long minSequenceNr, long maxSequenceNr, long minTimestampMs, long maxTimestampMs) {
        boolean holds(long sequenceNr, long timestampMs) {
            return sequenceNr >= minSequenceNr && sequenceNr <= maxSequenceNr
                    && timestampMs >= minTimestampMs && timestampMs <= maxTimestampMs;
        }
    }

    private static final int SUFFIX_BYTES = 2 * Long.BYTES;
    private static final byte[] NO_HASH = new byte[Head.HASH_BYTES];

    private final JournalStore store;

    Snapshots(JournalStore store) {
        this.store = store;
    }

    /**
     * Keeps a snapshot, in place of any other of the same sequence number; done when it is on disk, or in memory where the disk is in
     * trouble.
     */
    public CompletionStage<Void> save(StoredSnapshot snapshot) {
        List<Change> changes = new ArrayList<>();
        Range same = new Range(snapshot.sequenceNr(), snapshot.sequenceNr(), Long.MIN_VALUE, Long.MAX_VALUE);
        keys(snapshot.persistenceId(), same).forEach(older -> changes.add(new Change(older, null)));
        changes.add(change(snapshot));
        return written(changes);
    }

    /** What stores a snapshot. */
    static Change change(StoredSnapshot snapshot) {
        Entry entry = new Entry(snapshot.persistenceId(), snapshot.sequenceNr(), "", snapshot.serializerId(), snapshot.manifest(), "",
                Entry.NO_STAMP, snapshot.payload());
        byte[] key = Keys.snapshot(snapshot.persistenceId(), snapshot.sequenceNr(), snapshot.timestampMs());
        return new Change(key, Envelope.encode(snapshot.timestampMs(), NO_HASH, entry));
    }

    /** The newest snapshot within bounds. */
    public Optional<StoredSnapshot> newest(String persistenceId, Range range) {
        List<byte[]> keys = keys(persistenceId, range);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        byte[] key = keys.get(keys.size() - 1);
        try {
            return Optional.of(decode(key, store.database().read(open -> open.get(key))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StoredSnapshot decode(byte[] key, byte[] value) throws IOException {
        long timestampMs = Keys.lastNumber(key);
        Entry entry = Envelope.decode(timestampMs, value);
        return new StoredSnapshot(entry.persistenceId(), entry.sequenceNr(), timestampMs, entry.serializerId(), entry.manifest(),
                entry.payload());
    }

    /** Removes the snapshots within bounds. */
    public CompletionStage<Void> delete(String persistenceId, Range range) {
        return written(keys(persistenceId, range).stream().map(key -> new Change(key, null)).toList());
    }

    /** The keys of the snapshots within bounds, in order. */
    List<byte[]> keys(String persistenceId, Range range) {
        List<byte[]> keys = new ArrayList<>();
        try {
            store.database().read(open -> {
                scan(open, persistenceId, range, (key, value) -> keys.add(key));
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    static void scan(Database open, String persistenceId, Range range, Database.Visitor visitor) throws IOException {
        byte[] first = Keys.snapshot(persistenceId, 0, 0);
        open.scan(first, (key, value) -> {
            boolean same = Keys.sameOwner(key, first, SUFFIX_BYTES);
            return same && (!range.holds(Keys.number(key, SUFFIX_BYTES), Keys.lastNumber(key)) || visitor.visit(key, value));
        });
    }

    private CompletionStage<Void> written(List<Change> changes) {
        return store.change(changes).thenAccept(ack -> {
            if (ack == Ack.LOST) {
                throw new IllegalStateException("the journal's disk is in trouble and its memory full");
            }
        });
    }
}
