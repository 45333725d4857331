package io.netvscd.journal.store;

/**
 * How the journal is.
 *
 * @param healthy  writes reach the disk
 * @param trouble  what is wrong, empty when healthy
 * @param queued   records in memory that are not on disk yet
 * @param lost     records lost since the store was opened
 * @param gaps     gaps in the whole journal, with the one that is open now
 * @param records  records on disk
 * @param lastTick the highest on disk in the newest life of the daemon
 */
public record JournalHealth(boolean healthy, String trouble, long queued, long lost, long gaps, long records, long lastTick) {
}
