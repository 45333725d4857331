package io.netvscd.journal.store;

import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Envelope;
import io.netvscd.journal.format.Group;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.Standing;

/**
 * Follows the groups of a journal (in format 1 the envelopes) and the records in them, in order, and lets none pass that does not belong:
 * positions without holes but for cuts that are noted, each group naming the hash of the one before, each record whole, sequence numbers
 * without holes but for what a gap accounts for.
 */
final class Chain {
    private final Cuts cuts;
    private final Tally tally;
    private Head head;
    private long position;
    private long records;
    private long cutRecords;
    private long cutGaps;
    private Group group;
    private Entry single;
    private Head next;

    /** @param start where to begin; everything before it is believed */
    Chain(Standing start, Cuts cuts) {
        this.cuts = cuts;
        this.tally = new Tally(start);
        this.head = start.head();
        this.position = head.position();
    }

    /** Enters the next group; {@link JournalDamaged} where it cannot be the next. Then its records are to be taken by {@link #take}. */
    void enter(byte[] key, byte[] octets) {
        boolean isSingle = Keys.Kind.RECORD_V1.holds(key);
        if (!Keys.isNumbered(key)) {
            throw damaged("a key of " + key.length + " octets among the records", null);
        }
        long last = Keys.lastNumber(key);
        try {
            group = isSingle ? null : Group.open(last, octets);
            skipCut(isSingle ? last : group.firstPosition());
            single = isSingle ? Envelope.decode(last, octets) : null;
            if (!(isSingle ? Envelope.follows(octets, head.hash()) : group.follows(head.hash()))) {
                throw damaged("it does not name the hash of what is before it", null);
            }
            next = Head.after(last, octets);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private void skipCut(long first) {
        Cut cut = cuts.after(head);
        if (cut != null) {
            tally.add(cut);
            cutRecords += cut.records();
            cutGaps += cut.gaps();
            head = cut.after();
            position = head.position();
        }
        if (first != position + 1) {
            throw damaged("position " + first + " follows position " + position, null);
        }
    }

    /** Whether the group entered has more records. */
    boolean within() {
        return single != null || group != null;
    }

    /** The next record of the group entered; {@link JournalDamaged} where it is not whole. */
    Entry take() {
        try {
            Entry entry = single != null ? single : group.next();
            tally.add(entry);
            position++;
            records++;
            if (single != null || !group.hasNext()) {
                head = next;
                single = null;
                group = null;
            }
            return entry;
        } catch (IllegalArgumentException | CorruptRecord e) {
            single = null;
            group = null;
            throw damaged(e.getMessage(), e);
        }
    }

    JournalDamaged damaged(String what, Throwable cause) {
        return new JournalDamaged("record " + (position + 1), what, position, tally.newest().tick(), cause);
    }

    /** Where the last complete group ended. */
    Head head() {
        return head;
    }

    /** Of the last record taken. */
    long position() {
        return position;
    }

    /** Records taken. */
    long records() {
        return records;
    }

    /** Records that are missing, as cuts say. */
    long cutRecords() {
        return cutRecords;
    }

    /** Gaps that are there. */
    long gaps() {
        return tally.gaps() - cutGaps;
    }

    Tally tally() {
        return tally;
    }
}
