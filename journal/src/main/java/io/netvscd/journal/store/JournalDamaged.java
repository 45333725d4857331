package io.netvscd.journal.store;

/** Records that are not what was written. Everything before {@link #lastGoodPosition()} is whole. */
public final class JournalDamaged extends RuntimeException {
    private final String place;
    private final long lastGoodPosition;
    private final long lastGoodTick;

    /**
     * @param place            the file or the record where the damage shows
     * @param lastGoodPosition of the last record before it, 0 if there is none
     * @param lastGoodTick     the tick of that record
     */
    public JournalDamaged(String place, String what, long lastGoodPosition, long lastGoodTick, Throwable cause) {
        super("damaged at " + place + ": " + what + "; the last good record is at position " + lastGoodPosition + ", tick "
                + lastGoodTick, cause);
        this.place = place;
        this.lastGoodPosition = lastGoodPosition;
        this.lastGoodTick = lastGoodTick;
    }

    public String place() {
        return place;
    }

    public long lastGoodPosition() {
        return lastGoodPosition;
    }

    public long lastGoodTick() {
        return lastGoodTick;
    }
}
