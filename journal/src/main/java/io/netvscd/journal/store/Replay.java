package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.OwnerRun;
import io.netvscd.journal.vocabulary.JournalGap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One owner's records between two sequence numbers, first from disk and then from the queue. None is missing but for those that a gap
 * accounts for, or it ends with a {@link JournalDamaged}: an owner that folds its records must not believe half of its past.
 */
final class Replay {
    /** Fewer records are read without a thread of their own. */
    private static final int SHORT = 1_000;

    private final GuardedDatabase database;
    private final WriteQueue queue;
    private final Drafts drafts;
    private final Cuts cuts;

    private String persistenceId;
    private long next;
    private long last;
    private long left;
    private long lastTick;
    private Consumer<Entry> visitor;

    Replay(GuardedDatabase database, WriteQueue queue, Drafts drafts, Cuts cuts) {
        this.database = database;
        this.queue = queue;
        this.drafts = drafts;
        this.cuts = cuts;
    }

    void run(String owner, long from, long to, long max, Consumer<Entry> shown) {
        persistenceId = owner;
        next = from;
        left = max;
        visitor = shown;
        last = Math.min(to, queue.highestSequenceNr(owner));
        List<Entry> unwritten = new ArrayList<>();
        queue.visitUnwritten(entry -> {
            if (entry.persistenceId().equals(owner)) {
                unwritten.add(entry);
            }
        });
        if (left > 0 && next <= last) {
            fromDisk();
            unwritten.forEach(this::show);
        }
        if (left > 0 && next <= last) {
            account(last);
        }
    }

    private void fromDisk() {
        long first = next;
        ReadAhead.Reading<Entry> reading = taker -> read(database, persistenceId, first, drafts, taker);
        if (last - first < SHORT) {
            reading.read(this::show);
            return;
        }
        try (ReadAhead<Entry> ahead = new ReadAhead<>(reading)) {
            Entry entry = ahead.next();
            while (entry != null && show(entry)) {
                entry = ahead.next();
            }
        }
    }

    /** All gaps on disk, in order. */
    static List<JournalGap> gaps(GuardedDatabase database, Drafts drafts) {
        List<JournalGap> gaps = new ArrayList<>();
        read(database, JournalGap.OWNER, 0, drafts, entry -> gaps.add(JournalCodec.decodeGap(entry.payload())));
        return gaps;
    }

    private static void read(GuardedDatabase database, String owner, long from, Drafts drafts, Predicate<Entry> taker) {
        long[] drafted = drafts.groups(owner).toArray();
        try {
            database.read(open -> {
                new OwnerRecords(open, owner, taker).show(from, drafted);
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean show(Entry entry) {
        if (left > 0 && entry.sequenceNr() >= next && entry.sequenceNr() <= last) {
            account(entry.sequenceNr() - 1);
            next = entry.sequenceNr() + 1;
            lastTick = entry.stamp().tick();
            left--;
            visitor.accept(entry);
        }
        return left > 0 && next <= last;
    }

    /** Passes over the numbers up to {@code missing}, all of which must have been lost. */
    private void account(long missing) {
        if (next > missing) {
            return;
        }
        List<JournalGap> gaps = gaps(database, drafts);
        gaps.addAll(queue.unwrittenGaps());
        for (JournalGap gap : gaps) {
            for (JournalGap.LostRecords lost : gap.lost()) {
                if (lost.owner().equals(persistenceId) && lost.firstSequenceNr() <= next) {
                    next = Math.max(next, lost.firstSequenceNr() + lost.count());
                }
            }
        }
        if (next <= missing) {
            for (Cut cut : cuts.all()) {
                refuse(cut);
            }
            throw new JournalDamaged("the records of " + persistenceId, "sequence numbers " + next + " to " + missing
                    + " are not there, and no gap accounts for them", 0, lastTick, null);
        }
    }

    private void refuse(Cut cut) {
        for (OwnerRun run : cut.owners()) {
            if (run.persistenceId().equals(persistenceId) && run.first() <= next && run.last() >= next) {
                throw new JournalDamaged("the records of " + persistenceId, "sequence numbers " + next + " to " + run.last()
                        + " were taken away by retention, and no snapshot after them is at hand", 0, lastTick, null);
            }
        }
    }
}
