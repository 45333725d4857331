package io.netvscd.journal.store;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.OwnerIndex;
import io.netvscd.journal.format.OwnerRun;
import io.netvscd.journal.vocabulary.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chapter that is being written, and which of its groups hold whose records. One thread adds, others look up. */
final class ChapterDraft {
    private static final long[] NONE = {};

    private static final class Owner {
        private final long first;
        private long last;
        private long[] groups = new long[4];
        private int count;

        Owner(long first) {
            this.first = first;
        }

        void add(long sequenceNr, long group) {
            last = sequenceNr;
            if (count == 0 || groups[count - 1] != group) {
                groups = count == groups.length ? Arrays.copyOf(groups, 2 * count) : groups;
                groups[count++] = group;
            }
        }
    }

    private final Head before;
    private final Map<String, Owner> owners = new HashMap<>();
    private Head last;
    private boolean single;
    private long octets;
    private long gaps;
    private long firstWallClockMs;
    private long lastWallClockMs;
    private Stamp newest = Entry.NO_STAMP;

    ChapterDraft(Head before) {
        this.before = before;
        this.last = before;
    }

    synchronized void add(Entry entry, long groupPosition) {
        owners.computeIfAbsent(entry.persistenceId(), id -> new Owner(entry.sequenceNr())).add(entry.sequenceNr(), groupPosition);
        gaps += entry.isGap() ? 1 : 0;
        long wallClockMs = entry.stamp().wallClockMs();
        if (wallClockMs > 0) {
            firstWallClockMs = firstWallClockMs == 0 ? wallClockMs : Math.min(firstWallClockMs, wallClockMs);
            lastWallClockMs = Math.max(lastWallClockMs, wallClockMs);
        }
        newest = entry.stamp().compareTo(newest) > 0 ? entry.stamp() : newest;
    }

    /** A group, or an envelope of format 1, is complete. */
    synchronized void end(Head head, int groupOctets, boolean isSingle) {
        last = head;
        octets += groupOctets;
        single = isSingle;
    }

    /** Whether this chapter is to be closed before anything more is added. */
    synchronized boolean isFull() {
        return last.position() - before.position() >= Chapter.RECORDS
                || octets >= Chapter.OCTETS
                || lastWallClockMs - firstWallClockMs >= Chapter.SPAN_MS;
    }

    synchronized boolean isEmpty() {
        return last.equals(before);
    }

    /** Whether its records stand in envelopes of format 1. */
    synchronized boolean isSingle() {
        return single;
    }

    synchronized Chapter toChapter() {
        List<OwnerRun> runs = new ArrayList<>();
        new TreeMap<>(owners).forEach((id, owner) -> runs.add(new OwnerRun(id, owner.first, owner.last)));
        return new Chapter(before, last, single, octets, gaps, firstWallClockMs, lastWallClockMs, newest, runs);
    }

    /** What is to be written when it is complete. Format 1 has its own index. */
    synchronized List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(Keys.chapter(last.position()), toChapter().encode()));
        if (!single) {
            owners.forEach((id, owner) -> changes.add(
                    new Change(Keys.ownerIndex(id, owner.last), OwnerIndex.encode(owner.groups, owner.count))));
        }
        return changes;
    }

    /** The groups that hold records of an owner, in order. */
    synchronized long[] groups(String persistenceId) {
        Owner owner = owners.get(persistenceId);
        return owner == null || single ? NONE : Arrays.copyOf(owner.groups, owner.count);
    }
}
