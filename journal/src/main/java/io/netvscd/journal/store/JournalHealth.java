package io.netvscd.journal.store;

/**
 * How the journal is.
 *
 * @param healthy  writes reach the disk, and nothing was found damaged
 * @param trouble  what is wrong, empty when healthy
 * @param queued   records in memory that are not on disk yet
 * @param lost     records lost since the store was opened
 * @param gaps     gaps in the journal, with the one that is open now
 * @param records  records on disk
 * @param lastTick the highest on disk in the newest life of the daemon
 * @param checked  how far the journal has been looked at since it was opened
 */
public record JournalHealth(
        boolean healthy, String trouble, long queued, long lost, long gaps, long records, long lastTick, Checked checked) {
    /**
     * What an inspection of what was there before has come to.
     *
     * @param position records up to this one have been looked at
     * @param complete all have, and every table
     * @param damage   what was found, empty while that is nothing
     */
    public record Checked(long position, boolean complete, String damage) {
        /** Nothing has been looked at. */
        static final Checked NOTHING = new Checked(0, false, "");
    }

    JournalHealth with(Checked inspected) {
        String told = trouble.isEmpty() ? inspected.damage : trouble;
        return new JournalHealth(told.isEmpty(), told, queued, lost, gaps, records, lastTick, inspected);
    }
}
