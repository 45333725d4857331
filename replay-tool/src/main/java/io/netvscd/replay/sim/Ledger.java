package io.netvscd.replay.sim;

import java.util.BitSet;

/**
 * The frames that go through one NIC in one direction: whether each has arrived at the other end, and how often. Frames
 * of the two directions have numbers of their own.
 */
final class Ledger {
    private final int direction;
    private final BitSet arrived = new BitSet();
    private long entered;
    private long arrivals;
    private long duplicates;
    private long strays;

    private Ledger(int direction) {
        this.direction = direction;
    }

    /** Frames that the guest sends. */
    static Ledger outgoing() {
        return new Ledger(0);
    }

    /** Frames for the guest. */
    static Ledger incoming() {
        return new Ledger(1);
    }

    /** The number of the next frame to enter. */
    long next() {
        return entered << 1 | direction;
    }

    /** The frame with the next number has entered. */
    void enter() {
        entered++;
    }

    /** A frame left at the end for this direction. */
    void arrive(long number) {
        int index = (int) (number >>> 1);
        if ((number & 1) != direction) {
            strays++;
        } else if (arrived.get(index)) {
            duplicates++;
        } else {
            arrivals++;
            arrived.set(index);
        }
    }

    /** Frames that entered and left at no other end: they wait, or they are lost. */
    long missing() {
        return entered - arrivals;
    }

    /** Arrivals of frames that had arrived before. */
    long duplicates() {
        return duplicates;
    }

    /** Frames that left where they should not. */
    long strays() {
        return strays;
    }
}
