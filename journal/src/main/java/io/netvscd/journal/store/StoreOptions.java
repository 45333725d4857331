package io.netvscd.journal.store;

/**
 * The bounds of a store.
 *
 * @param queueBytes        memory for records that wait for the disk
 * @param batchBytes        at most so much goes into one commit
 * @param stallMs           a write that takes longer counts as trouble
 * @param retryMinMs        pause before the first new attempt after a failed write; doubled up to {@code retryMaxMs}
 * @param reserveBytes      free space below which nothing is written: LevelDB maps its files, and a full disk beneath a mapping kills
 *                          the process
 */
public record StoreOptions(long queueBytes, int batchBytes, long stallMs, long retryMinMs, long retryMaxMs, long reserveBytes) {
    /** For a daemon, which must not wait for a disk. */
    public static final StoreOptions DEFAULT = new StoreOptions(32 << 20, 1 << 20, 500, 50, 2_000, 32 << 20);
    /** For a tool, which would rather wait for a slow disk than leave something out. */
    public static final StoreOptions PATIENT = new StoreOptions(32 << 20, 1 << 20, 3_600_000, 50, 2_000, 32 << 20);
}
