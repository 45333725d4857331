package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.JournalGap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One owner's records between two sequence numbers, first from disk and then from the queue. */
final class Replay {
    private final String persistenceId;
    private final long to;
    private final Consumer<Entry> visitor;
    private long next;
    private long left;

    Replay(String persistenceId, long from, long to, long max, Consumer<Entry> visitor) {
        this.persistenceId = persistenceId;
        this.next = from;
        this.to = to;
        this.left = max;
        this.visitor = visitor;
    }

    /** All gaps on disk. */
    static List<JournalGap> gaps(GuardedDatabase database) {
        List<JournalGap> gaps = new ArrayList<>();
        new Replay(JournalGap.OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> gaps.add(JournalCodec.decodeGap(entry.payload())))
                .fromDisk(database);
        return gaps;
    }

    void run(GuardedDatabase database, WriteQueue queue) {
        List<Entry> unwritten = new ArrayList<>();
        queue.visitUnwritten(entry -> {
            if (entry.persistenceId().equals(persistenceId)) {
                unwritten.add(entry);
            }
        });
        fromDisk(database);
        unwritten.forEach(this::show);
    }

    private void fromDisk(GuardedDatabase database) {
        try {
            database.read(open -> {
                fromDisk(open);
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fromDisk(Database open) throws IOException {
        byte[] first = Keys.index(persistenceId, next);
        List<IOException> failure = new ArrayList<>();
        open.scan(first, (key, value) -> {
            if (left <= 0 || !Keys.sameOwner(key, first, Long.BYTES) || Keys.number(key, Long.BYTES) > to) {
                return false;
            }
            try {
                show(record(open, Keys.number(value, Long.BYTES)));
            } catch (IOException e) {
                failure.add(e);
            }
            return failure.isEmpty();
        });
        if (!failure.isEmpty()) {
            throw failure.get(0);
        }
    }

    private Entry record(Database open, long position) throws IOException {
        byte[] octets = open.get(Keys.record(position));
        if (octets == null) {
            throw new IOException("the index of " + persistenceId + " names position " + position + ", where no record is");
        }
        try {
            return Envelope.decode(position, octets);
        } catch (IllegalArgumentException e) {
            throw new IOException("record " + position + ": " + e.getMessage(), e);
        }
    }

    private void show(Entry entry) {
        if (left > 0 && entry.sequenceNr() >= next && entry.sequenceNr() <= to) {
            next = entry.sequenceNr() + 1;
            left--;
            visitor.accept(entry);
        }
    }
}
