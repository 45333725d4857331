package io.netvscd.datapath.host;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;

/** Frames on their way to a port, which may take them in several helpings. */
final class HeldBurst {
    private final Burst frames;
    private int next;

    HeldBurst(int capacity) {
        frames = new Burst(capacity);
    }

    Burst frames() {
        return frames;
    }

    boolean isEmpty() {
        return next == frames.size;
    }

    int waiting() {
        return frames.size - next;
    }

    int next() {
        return next;
    }

    void done(int taken) {
        next += taken;
    }

    void clear() {
        frames.size = 0;
        next = 0;
    }

    /** Sends what waits; what a failed port does not take is given up. Returns how many left. */
    int sendOn(Port port, Tally tally) {
        if (isEmpty()) {
            return 0;
        }
        int taken = port.send(frames, next);
        next += taken;
        if (!isEmpty() && port.health() == Port.Health.FAILED) {
            tally.lost += waiting();
            next = frames.size;
        }
        return taken;
    }
}
