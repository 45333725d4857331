package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.vocabulary.JournalGap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what cannot be kept, to become a {@link JournalGap}. Once begun, everything is lost until the gap has been written. */
final class Loss {
    private final String why;
    private final Map<String, JournalGap.LostRecords> lost = new TreeMap<>();
    private Entry newest;
    private long count;

    Loss(String why) {
        this.why = why;
    }

    void add(List<Entry> entries) {
        for (Entry entry : entries) {
            long tick = entry.stamp().tick();
            lost.merge(entry.persistenceId(),
                    new JournalGap.LostRecords(entry.persistenceId(), entry.sequenceNr(), 1, tick, tick),
                    (run, one) -> new JournalGap.LostRecords(
                            run.owner(), run.firstSequenceNr(), run.count() + 1, run.firstTick(), one.lastTick()));
            newest = entry;
            count++;
        }
    }

    long count() {
        return count;
    }

    Entry toEntry(long sequenceNr) {
        return Entry.of(toGap(), sequenceNr, newest.stamp());
    }

    JournalGap toGap() {
        return new JournalGap(newest.stamp().bootEpoch(), why, new ArrayList<>(lost.values()));
    }
}
