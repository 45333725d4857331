package io.netvscd.replay.scenario;

/**
 * What a whole scenario is played under.
 *
 * @param schedule         the order of what happens at one instant is drawn from this number; 0: everything in the
 *                         order in which it was brought about
 * @param journalLatencyNs from a write to its answer
 * @param kernelLatencyNs  from an order to the kernel (a setting, a dump) to its being carried out
 */
public record Conditions(long schedule, long journalLatencyNs, long kernelLatencyNs) {
    /** In order and at once. */
    public static final Conditions PLAIN = new Conditions(0, 0, 0);
}
