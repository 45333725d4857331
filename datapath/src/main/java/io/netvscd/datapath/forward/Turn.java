package io.netvscd.datapath.forward;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Burst;

/**
 * Keeps frames in order while a fabric turns from one path to the other. What it sent on the path that it leaves must not be
 * overtaken by what it sends on the other, however much of both waits when this thread has its turn.
 *
 * <p>Toward the VF, what has arrived there is taken first, then what was sent before is looked for on the synthetic path, and what
 * was taken is delivered once there is nothing. Back, the VF's frames are delivered until there are none. A turn ends by time, but
 * not before such a look has found nothing.
 */
final class Turn {
    /** The two paths to the master. */
    interface Paths {
        /** Receives a burst by a path and delivers it; returns how many frames arrived. */
        int pass(DataPath path);

        /** Receives a burst on the VF, to be delivered later. */
        void take(Burst burst);

        /** Delivers what was taken, and empties the burst. */
        void deliver(Burst burst);

        /** The turn has come to its end. */
        void turned();
    }

    /** Until a fabric that has heard of a path has turned to it, and what it sent before has come. */
    private static final long TURN_NS = 10_000_000;
    /** Where frames never cease to come by the path that is left, they are waited for no longer than this. */
    private static final int PATIENCE_ROUNDS = 64;

    private final Paths paths;
    private final Burst held = new Burst(NetvscDatapath.BURST_FRAMES);
    private DataPath toward = DataPath.SYNTHETIC;
    private boolean on;
    private long endsNs;
    private int roundsWaited;

    Turn(Paths paths) {
        this.paths = paths;
    }

    /** The fabric is about to turn to a path, or to be told of it again: by an announcement, or by the first frame that leaves there. */
    void begin(DataPath path, long nowNs) {
        toward = path;
        on = true;
        endsNs = nowNs + TURN_NS;
    }

    /** When it ends at the earliest; never while there is none. */
    long endsNs() {
        return on ? endsNs : Long.MAX_VALUE;
    }

    /**
     * Receives by both paths and delivers in order.
     *
     * @return frames that arrived or are held
     */
    int receive(DataPath inUse, long nowNs) {
        if (inUse != toward) {
            begin(inUse, nowNs);
        }
        if (inUse == DataPath.SYNTHETIC) {
            deliverHeld();
            return on ? receiveOnTheWayBack(nowNs) : paths.pass(DataPath.VF) + paths.pass(DataPath.SYNTHETIC);
        }
        return on ? receiveOnTheWayToTheVf(nowNs) : paths.pass(DataPath.SYNTHETIC) + paths.pass(DataPath.VF);
    }

    /** Delivers what is held, whatever else may come. */
    void deliverHeld() {
        if (held.size > 0) {
            paths.deliver(held);
        }
    }

    private int receiveOnTheWayToTheVf(long nowNs) {
        int before = paths.pass(DataPath.SYNTHETIC);
        if (isDone(before == 0)) {
            deliverHeld();
            if (ends(nowNs)) {
                return before + paths.pass(DataPath.VF);
            }
        }
        if (held.size == 0) {
            paths.take(held);
        }
        return before + held.size;
    }

    private int receiveOnTheWayBack(long nowNs) {
        int before = paths.pass(DataPath.VF);
        if (!isDone(before < NetvscDatapath.BURST_FRAMES)) {
            return before;
        }
        ends(nowNs);
        return before + paths.pass(DataPath.SYNTHETIC);
    }

    /** Whether all has come by the path that is left, or has been waited for long enough. */
    private boolean isDone(boolean foundNothing) {
        boolean done = foundNothing || ++roundsWaited >= PATIENCE_ROUNDS;
        roundsWaited = done ? 0 : roundsWaited;
        return done;
    }

    private boolean ends(long nowNs) {
        if (nowNs - endsNs < 0) {
            return false;
        }
        on = false;
        paths.turned();
        return true;
    }
}
