package io.netvscd.actors.demo;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;

/**
 * A VF in memory, as the guest's driver sees it. When the function dies, the driver goes on filling its transmit ring until that is full
 * and only then learns that nothing leaves any more: as real drivers do. One thread uses it.
 */
final class PretendVf implements Port {
    /** Frames that a transmit ring takes. */
    static final int RING_FRAMES = 64;
    private static final int WIRE_BYTES = 1 << 20;

    private final MemoryPort driverEnd;
    private final MemoryPort hostEnd;
    private boolean dead;
    private int swallowed;

    PretendVf(String name) {
        MemoryPort.Pair wire = MemoryPort.pair(name, WIRE_BYTES);
        driverEnd = wire.near();
        hostEnd = wire.far();
    }

    /** Where the host has its end. */
    Port hostEnd() {
        return hostEnd;
    }

    /** Nothing leaves the function any more and nothing arrives. To be called on the datapath's thread. */
    void die() {
        dead = true;
    }

    @Override
    public String name() {
        return driverEnd.name();
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        return dead ? 0 : driverEnd.receive(burst);
    }

    @Override
    public void release(Burst burst) {
        if (!dead) {
            driverEnd.release(burst);
        }
    }

    @Override
    public int send(Burst burst, int from) {
        if (!dead) {
            return driverEnd.send(burst, from);
        }
        int taken = Math.min(burst.size - from, RING_FRAMES - swallowed);
        swallowed += taken;
        return taken;
    }

    @Override
    public Health health() {
        return dead && swallowed == RING_FRAMES ? Health.FAILED : driverEnd.health();
    }

    @Override
    public int fileDescriptor() {
        return driverEnd.fileDescriptor();
    }

    @Override
    public void close() {
        driverEnd.close();
    }
}
