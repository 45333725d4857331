package io.netvscd.journal.vocabulary;

/** After which time each kind of alarm is raised, in milliseconds; 0 for never. */
public record AlarmPeriods(long fallbackMs, long noDriverMs, long noVfMs) {
    public static final AlarmPeriods NEVER = new AlarmPeriods(0, 0, 0);
}
