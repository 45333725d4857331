package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Standing;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.Stamp;
import java.util.HashMap;
import java.util.Map;

/** Counts records as they pass in their order, and lets no sequence number pass that does not follow. */
final class Tally {
    /** One number each, in an array so that counting needs no new object. */
    private final Map<String, long[]> highest = new HashMap<>();
    private long gaps;
    private Stamp newest;

    Tally(Standing from) {
        from.highest().forEach((owner, number) -> highest.put(owner, new long[] {number}));
        gaps = from.gaps();
        newest = from.newest();
    }

    /** Counts the next record; an {@link IllegalArgumentException} where its number does not follow on the owner's last. */
    void add(Entry entry) {
        long[] last = highest.computeIfAbsent(entry.persistenceId(), owner -> new long[1]);
        if (entry.sequenceNr() != last[0] + 1) {
            throw new IllegalArgumentException("sequence number " + entry.sequenceNr() + " of " + entry.persistenceId() + " follows "
                    + last[0]);
        }
        last[0]++;
        if (entry.isGap()) {
            gaps++;
            for (JournalGap.LostRecords lost : JournalCodec.decodeGap(entry.payload()).lost()) {
                reach(lost.owner(), lost.firstSequenceNr() + lost.count() - 1);
            }
        }
        newest = entry.stamp().compareTo(newest) > 0 ? entry.stamp() : newest;
    }

    /** Counts a stretch that is not there any more. */
    void add(Cut cut) {
        cut.owners().forEach(run -> reach(run.persistenceId(), run.last()));
        gaps += cut.gaps();
    }

    private void reach(String owner, long number) {
        long[] last = highest.computeIfAbsent(owner, each -> new long[1]);
        last[0] = Math.max(last[0], number);
    }

    /** The highest sequence number by persistence id, lost ones included. */
    Map<String, Long> highest() {
        Map<String, Long> numbers = new HashMap<>();
        highest.forEach((owner, number) -> numbers.put(owner, number[0]));
        return numbers;
    }

    /** Gaps so far, those that were cut away included. */
    long gaps() {
        return gaps;
    }

    /** The highest stamp so far; neighbours may have been written in the other order. */
    Stamp newest() {
        return newest;
    }

    Standing standing(Head head) {
        return new Standing(head, gaps, newest, highest());
    }
}
