package io.netvscd.replay.seeds;

/**
 * What a number of seeds came to, added up.
 *
 * @param events  facts that owners noted
 * @param turns   inputs that owners handled
 * @param frames  that went through the forwarding core
 * @param refused inputs without a row in their machine's table
 * @param rests   how often a NIC was looked at while it was at rest
 * @param digest  of all journals and counters: the same for the same seeds, whatever they were played on
 */
public record Totals(
        long seeds, long steps, long turns, long events, long frames, long refused, long rests, long digest) {
    /** Of no seed. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0);

    /** The two together, in either order. */
    public Totals plus(Totals other) {
        return new Totals(seeds + other.seeds, steps + other.steps, turns + other.turns, events + other.events,
                frames + other.frames, refused + other.refused, rests + other.rests, digest + other.digest);
    }
}
