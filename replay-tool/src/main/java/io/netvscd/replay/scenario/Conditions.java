package io.netvscd.replay.scenario;

/**
 * What a whole scenario is played under.
 *
 * @param schedule         the order of what happens at one instant is drawn from this number; 0: everything in the
 *                         order in which it was brought about
 * @param journalLatencyNs from a write to its answer
 * @param kernelLatencyNs  from an order to the kernel (a setting, a dump) to its being carried out
 * @param hearsKernel      whether what the kernel tells by itself reaches the daemon, which else has its rounds alone; no file says so
 */
public record Conditions(long schedule, long journalLatencyNs, long kernelLatencyNs, boolean hearsKernel) {
    /** In order and at once. */
    public static final Conditions PLAIN = new Conditions(0, 0, 0);
    /** The same, and every word of a device's coming, changing and going is lost. */
    public static final Conditions ROUNDS_ALONE = new Conditions(0, 0, 0, false);

    /** Under these the daemon hears what the kernel tells. */
    public Conditions(long schedule, long journalLatencyNs, long kernelLatencyNs) {
        this(schedule, journalLatencyNs, kernelLatencyNs, true);
    }
}
