package io.netvscd.datapath.blackbox;

/**
 * A frame as the black box kept it.
 *
 * @param number within its ring, from 1
 * @param tick   the journal's tick when it passed: transitions with a smaller or equal tick had been decided
 * @param length octets of the whole frame
 * @param octets the first of them
 */
public record BlackBoxFrame(long number, long tick, Ring ring, Fate fate, int length, byte[] octets) {
    /** Where a frame entered the datapath. The ordinal is the ring's place in the file. */
    public enum Ring {
        MASTER,
        VF,
        SYNTHETIC,
        /** Not frames: what the datapath decided by itself. */
        DECISIONS
    }

    /** What became of it. The ordinal is its code in the file. */
    public enum Fate {
        LEFT_ON_SYNTHETIC,
        LEFT_ON_VF,
        DELIVERED,
        /** No path could take it, or the master could not. */
        DROPPED,
        /** A decision: the datapath left a VF that failed. */
        FELL_BACK,
        /** A decision: a control word took effect, here. */
        OBEYED
    }
}
