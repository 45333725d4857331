package io.netvscd.replay.stats;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up a journal, record by record. */
public final class Statistics {
    private final SortedMap<String, NicAccount> nics = new TreeMap<>();
    private Stamp last;
    private long lifeEndNs;
    private long records;
    private int lives;
    private boolean ended;

    /** Takes the next record, in tick order. */
    public void accept(TransitionRecord turn) {
        if (ended) {
            throw new IllegalStateException("the journal has been added up already");
        }
        if (last == null || last.bootEpoch() != turn.stamp().bootEpoch()) {
            endLife();
            lives++;
        }
        last = turn.stamp();
        lifeEndNs = last.monotonicNs();
        records++;
        if (turn.owner().kind() == OwnerId.Kind.MASTER) {
            nics.computeIfAbsent(turn.owner().nic(), nic -> new NicAccount()).accept(turn);
        }
    }

    /** The life of the last record is known to have gone on until then, though nothing more was recorded of it. */
    public void livedUntil(long monotonicNs) {
        lifeEndNs = Math.max(lifeEndNs, monotonicNs);
    }

    /** By NIC, in the order of their names. To be asked once, after the last record. */
    public SortedMap<String, NicStatistics> nics() {
        if (!ended) {
            endLife();
            ended = true;
        }
        SortedMap<String, NicStatistics> all = new TreeMap<>();
        nics.forEach((nic, account) -> all.put(nic, account.statistics()));
        return all;
    }

    /** Records taken. */
    public long records() {
        return records;
    }

    /** Starts of the daemon. */
    public int lives() {
        return lives;
    }

    private void endLife() {
        nics.values().forEach(account -> account.endLife(lifeEndNs));
    }
}
