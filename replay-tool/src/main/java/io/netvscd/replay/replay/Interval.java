package io.netvscd.replay.replay;

import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.replay.blackbox.KeptFrame;
import java.util.List;
import java.util.Map;

/**
 * The frames between two checkpoints of which a black box has records.
 *
 * @param whole whether it is known where the box was at both
 */
record Interval(Map<Ring, Stretch> stretches, boolean whole) {
    /** The rings that hold frames. */
    static final List<Ring> RINGS = List.of(Ring.MASTER, Ring.VF, Ring.SYNTHETIC);
    static final Interval NOTHING = new Interval(Map.of(), false);
    /** A frame that no black box has. */
    static final long UNKNOWN = 0;

    private static final int RING_SHIFT = 56;

    /**
     * Records of one ring.
     *
     * @param after the number of the last frame before them
     * @param last  the number of the last of them
     * @param kept  those that can be read, in order
     */
    record Stretch(Ring ring, long after, long last, List<KeptFrame> kept) {
    }

    Stretch stretch(Ring ring) {
        return stretches.getOrDefault(ring, new Stretch(ring, 0, 0, List.of()));
    }

    /** How many of the master's frames have no record because they passed the forwarding core by, handed to the VF by the kernel. */
    long passedBy(long masterFrames) {
        Stretch master = stretch(Ring.MASTER);
        return whole ? Math.max(0, masterFrames - (master.last - master.after)) : 0;
    }

    /** A name for one record among those of all rings; never {@link #UNKNOWN}. */
    static long name(Ring ring, long number) {
        return (long) (ring.ordinal() + 1) << RING_SHIFT | number;
    }
}
