package io.netvscd.journal.vocabulary;

import java.util.List;

/**
 * What the journal could not keep while it could not be written. It stands in the journal where the lost records would have stood.
 *
 * @param bootEpoch the daemon's life in which it happened
 * @param why       the trouble, as the store had it
 * @param lost      one entry for each owner
 */
public record JournalGap(long bootEpoch, String why, List<LostRecords> lost) {
    /** The persistence id under which gaps are kept. */
    public static final String OWNER = "journal/gaps";

    public JournalGap {
        lost = List.copyOf(lost);
    }

    /**
     * A run of records of one owner.
     *
     * @param owner           the persistence id
     * @param firstSequenceNr of the lost ones; {@code count} of them follow one another
     */
    public record LostRecords(String owner, long firstSequenceNr, long count, long firstTick, long lastTick) {
    }
}
