package io.netvscd.datapath.forward;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;

/**
 * What has arrived on the VF while a fabric turns to it: held until nothing more comes by the synthetic path, so that what was sent
 * before is not overtaken.
 */
final class HeldArrivals {
    /** Where frames never cease to come by the synthetic path, they are waited for no longer than this. */
    private static final int PATIENCE_ROUNDS = 64;

    private final Burst burst = new Burst(NetvscDatapath.BURST_FRAMES);
    private int rounds;

    /** Receives a burst to hold, where none is held; returns the frames held. */
    int take(Port vf) {
        if (burst.size == 0) {
            rounds = 0;
            return vf.receive(burst);
        }
        return burst.size;
    }

    boolean isEmpty() {
        return burst.size == 0;
    }

    /** Whether what is held may be delivered, in a round in which so many frames came by the synthetic path. */
    boolean isDue(int before) {
        return burst.size > 0 && (before == 0 || ++rounds >= PATIENCE_ROUNDS);
    }

    Burst burst() {
        return burst;
    }
}
