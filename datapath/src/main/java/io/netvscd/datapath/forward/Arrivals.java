package io.netvscd.datapath.forward;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;

/** What arrives by either path, delivered to the master as a {@link Turn} has it. */
final class Arrivals implements Turn.Paths {
    private final Ends ends;
    private final FloodGuard guard;
    private final FabricMemory fabric;
    private final FrameWitness witness;
    private final Burst incoming = new Burst(NetvscDatapath.BURST_FRAMES);
    private final Burst admitted = new Burst(NetvscDatapath.BURST_FRAMES);

    /**
     * Receives nothing yet.
     *
     * @param guard  null where none is needed
     * @param fabric told of what came astray
     */
    Arrivals(Ends ends, FloodGuard guard, FabricMemory fabric, FrameWitness witness) {
        this.ends = ends;
        this.guard = guard;
        this.fabric = fabric;
        this.witness = witness;
    }

    @Override
    public int pass(DataPath side) {
        Port port = ends.port(side);
        if (port == null) {
            return 0;
        }
        int arrived = port.receive(incoming);
        if (arrived > 0) {
            deliver(incoming, side);
            port.release(incoming);
        }
        return arrived;
    }

    @Override
    public void take(Burst burst) {
        ends.port(DataPath.VF).receive(burst);
    }

    @Override
    public void deliver(Burst burst) {
        deliver(burst, DataPath.VF);
        ends.port(DataPath.VF).release(burst);
        burst.size = 0;
    }

    @Override
    public void turned() {
        if (ends.passingBy() != null) {
            ends.passingBy().endDiversion();
        }
    }

    private void deliver(Burst arrived, DataPath side) {
        Burst burst = arrived;
        if (guard != null) {
            if (guard.admit(arrived, side == ends.path(), admitted)) {
                fabric.doubt();
            }
            burst = admitted;
        }
        EndCounters counters = ends.counters(side);
        counters.received(burst.size, burst.bytes(0, burst.size));
        int delivered = ends.isMasterUp() ? ends.master().send(burst, 0) : 0;
        ends.masterCounters().received(delivered, burst.bytes(0, delivered));
        (ends.isMasterUp() ? ends.masterCounters() : counters).drop(burst.size - delivered);
        witness.arrived(burst, side, delivered);
    }
}
