package io.netvscd.datapath.lane;

import io.netvscd.datapath.linux.Detour;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.port.Burst;

/**
 * The {@link Detour} of one VF as its datapath uses it: switched on and off by the lane's thread, since the kernel takes its time
 * over either, and everything else on the datapath's.
 */
final class Diversion {
    private enum Phase {
        /** Nothing comes this way. */
        OFF,
        /** It is being switched on. */
        BEGINNING,
        /** Everything comes this way. */
        ON,
        /** Frames pass as soon as those that came this way have been delivered. */
        TURNING_BACK,
        /** Every frame passes; it is being switched off. */
        ENDING,
        /** It is off; what came before may still be there. */
        ENDED
    }

    private final KernelLane lane;
    private final Detour detour;
    private volatile Phase phase = Phase.OFF;

    Diversion(KernelLane lane, Detour detour) {
        this.lane = lane;
        this.detour = detour;
    }

    /** Begins it where it is off; whether it is on, or could not be switched on. */
    boolean begin() {
        switch (phase) {
            case OFF, ENDED -> {
                phase = Phase.BEGINNING;
                lane.execute(this::switchOn);
                return phase == Phase.ON;
            }
            case TURNING_BACK -> {
                detour.turn();
                phase = Phase.ON;
                return true;
            }
            default -> {
                return phase == Phase.ON;
            }
        }
    }

    private void switchOn() {
        try {
            detour.begin();
        } catch (ErrnoException refused) {
            // Some frames may be overtaken then; the device is most likely going.
            lane.refused(refused);
        }
        phase = Phase.ON;
        lane.wakeDatapath();
    }

    /** Ends it where it is on, as soon as no frame is overtaken by that. */
    void turnBack() {
        if (phase == Phase.ON) {
            detour.turnBack();
            phase = Phase.TURNING_BACK;
        }
    }

    int receive(Burst burst) {
        Phase now = phase;
        if (now == Phase.OFF) {
            return 0;
        }
        int received = detour.receive(burst);
        if (received == 0 && now == Phase.TURNING_BACK && detour.isOver()) {
            phase = Phase.ENDING;
            lane.execute(this::switchOff);
        } else if (received == 0 && now == Phase.ENDED) {
            phase = Phase.OFF;
        }
        return received;
    }

    private void switchOff() {
        try {
            detour.end();
        } catch (ErrnoException refused) {
            lane.refused(refused);
        }
        phase = Phase.ENDED;
        lane.wakeDatapath();
    }

    void release(Burst burst) {
        detour.release(burst);
    }

    /** What to poll while something may come this way, else -1. */
    int fileDescriptor() {
        return phase == Phase.OFF ? -1 : detour.fd();
    }

    void acknowledgeError() {
        detour.acknowledgeError();
    }

    /** On the lane's thread, when the datapath has let go. */
    void close() {
        detour.close();
    }
}
