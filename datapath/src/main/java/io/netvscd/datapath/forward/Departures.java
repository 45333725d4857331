package io.netvscd.datapath.forward;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;

/** What the master sends, a burst at a time: sent on the path in use, and held back where that can take no more just now. */
final class Departures {
    private final Ends ends;
    private final FloodGuard guard;
    private final FrameWitness witness;
    private final Burst burst = new Burst(NetvscDatapath.BURST_FRAMES);
    /** The first frame that has not left yet; the burst's size when none waits. */
    private int next;

    /**
     * Begins with nothing to send.
     *
     * @param guard null where none is needed
     */
    Departures(Ends ends, FloodGuard guard, FrameWitness witness) {
        this.ends = ends;
        this.guard = guard;
        this.witness = witness;
    }

    /** Frames taken from the master that no path could take yet. */
    int waiting() {
        return burst.size - next;
    }

    /** Takes a burst from the master unless some still wait; whether there is something to send. */
    boolean take() {
        if (waiting() > 0) {
            return true;
        }
        if (!ends.isMasterUp() || ends.master().receive(burst) == 0) {
            return false;
        }
        next = 0;
        if (guard != null) {
            guard.learnSource(burst);
        }
        return true;
    }

    /** Sends on the path in use what that takes, and returns how many frames; where there is no way out they end here. */
    int send() {
        int before = next;
        DataPath side = ends.path();
        Port port = ends.port(side);
        if (port != null) {
            leave(port, side);
        }
        if (side == DataPath.SYNTHETIC && waiting() > 0 && (port == null || port.health() == Port.Health.FAILED)) {
            findNoWay();
        }
        int sent = next - before;
        if (waiting() == 0) {
            ends.master().release(burst);
            burst.size = 0;
            next = 0;
        }
        return sent;
    }

    private void leave(Port port, DataPath side) {
        int taken = port.send(burst, next);
        long bytes = burst.bytes(next, next + taken);
        ends.counters(side).sent(taken, bytes);
        ends.masterCounters().sent(taken, bytes);
        witness.left(burst, next, next + taken, side);
        next += taken;
    }

    private void findNoWay() {
        ends.masterCounters().sent(waiting(), burst.bytes(next, burst.size));
        ends.masterCounters().drop(waiting());
        witness.foundNoWay(burst, next, burst.size);
        next = burst.size;
    }
}
