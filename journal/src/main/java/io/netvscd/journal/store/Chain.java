package io.netvscd.journal.store;

import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.Stamp;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows the records of a journal in order and lets none pass that does not belong: positions without holes, each envelope whole and
 * naming the hash of the one before, sequence numbers without holes but for what a gap accounts for.
 */
final class Chain {
    private final Map<String, Long> highest = new HashMap<>();
    private final boolean shortened;
    private Head head;
    private long records;
    private long gaps;
    private Stamp newest = Entry.NO_STAMP;

    /** @param start what retention has left to begin with, {@link Head#START} for a whole journal */
    Chain(Head start) {
        this.head = start;
        this.shortened = start.position() > 0;
    }

    /** Takes the next record; {@link JournalDamaged} where it cannot be the next. */
    Entry next(byte[] key, byte[] octets) {
        long expected = head.position() + 1;
        if (!Keys.isRecord(key)) {
            throw damaged("a key of " + key.length + " octets among the records", null);
        }
        long position = Keys.number(key, Long.BYTES);
        if (position != expected) {
            throw damaged("position " + position + " follows position " + head.position(), null);
        }
        try {
            Entry entry = Envelope.decode(position, octets);
            if (!Envelope.follows(octets, head.hash())) {
                throw damaged("it does not name the hash of the record before it", null);
            }
            count(entry);
            head = new Head(position, Envelope.hash(octets));
            return entry;
        } catch (IllegalArgumentException | CorruptRecord e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private void count(Entry entry) {
        long before = highest.getOrDefault(entry.persistenceId(), 0L);
        boolean firstAfterRetention = shortened && before == 0;
        if (!firstAfterRetention && entry.sequenceNr() != before + 1) {
            throw damaged("sequence number " + entry.sequenceNr() + " of " + entry.persistenceId() + " follows " + before, null);
        }
        highest.put(entry.persistenceId(), entry.sequenceNr());
        if (entry.isGap()) {
            gaps++;
            for (JournalGap.LostRecords lost : JournalCodec.decodeGap(entry.payload()).lost()) {
                highest.merge(lost.owner(), lost.firstSequenceNr() + lost.count() - 1, Math::max);
            }
        }
        records++;
        newest = entry.stamp().compareTo(newest) > 0 ? entry.stamp() : newest;
    }

    private JournalDamaged damaged(String what, Throwable cause) {
        return new JournalDamaged("record " + (head.position() + 1), what, head.position(), newest.tick(), cause);
    }

    Head head() {
        return head;
    }

    long records() {
        return records;
    }

    long gaps() {
        return gaps;
    }

    /** The highest stamp so far; neighbours may have been written in the other order. */
    Stamp newest() {
        return newest;
    }

    /** The highest sequence number by persistence id, lost ones included. */
    Map<String, Long> highest() {
        return highest;
    }
}
