package io.netvscd.replay.sim;

import java.util.BitSet;

/** Every frame of one NIC that a scenario sends: whether it has arrived at the other end, and how often. */
final class Ledger {
    private final BitSet arrived = new BitSet();
    private long entered;
    private long arrivals;
    private long duplicates;

    /** The number of the next frame to enter. */
    long next() {
        return entered;
    }

    /** The frame with the next number has entered. */
    void enter() {
        entered++;
    }

    /** A frame left at its other end. */
    void arrive(long number) {
        arrivals++;
        if (arrived.get((int) number)) {
            duplicates++;
        } else {
            arrived.set((int) number);
        }
    }

    /** Frames that entered and left at no other end: they wait, or they are lost. */
    long missing() {
        return entered - (arrivals - duplicates);
    }

    long duplicates() {
        return duplicates;
    }
}
