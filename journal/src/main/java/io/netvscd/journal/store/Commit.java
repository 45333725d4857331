package io.netvscd.journal.store;

import io.netvscd.journal.vocabulary.Stamp;
import java.util.ArrayList;
import java.util.List;

/**
 * One synced write: everything that waited, with its place in the total order and in the hash chain.
 *
 * @param changes  all keys and values, atomic
 * @param head     the chain's end once they are on disk
 * @param records  how many records are among them
 * @param gaps     how many of these are gaps
 * @param newest  the highest stamp among them
 */
record Commit(List<Change> changes, Head head, long records, long gaps, Stamp newest) {
    static Commit of(Head from, List<Pending> group) {
        List<Change> changes = new ArrayList<>();
        Head head = from;
        long gaps = 0;
        Stamp newest = Entry.NO_STAMP;
        for (Pending pending : group) {
            for (Entry entry : pending.entries()) {
                long position = head.position() + 1;
                byte[] octets = Envelope.encode(position, head.hash(), entry);
                changes.add(new Change(Keys.record(position), octets));
                changes.add(new Change(Keys.index(entry.persistenceId(), entry.sequenceNr()), Keys.number(position)));
                head = new Head(position, Envelope.hash(octets));
                gaps += entry.isGap() ? 1 : 0;
                newest = entry.stamp().compareTo(newest) > 0 ? entry.stamp() : newest;
            }
            changes.addAll(pending.changes());
        }
        return new Commit(changes, head, head.position() - from.position(), gaps, newest);
    }
}
