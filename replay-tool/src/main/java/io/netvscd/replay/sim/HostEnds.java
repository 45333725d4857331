package io.netvscd.replay.sim;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.util.ArrayList;
import java.util.List;

/**
 * The host's end of all functions of one NIC: what the guest sends on any of them arrives here, and what is for the
 * guest goes to the first that carries.
 */
final class HostEnds implements Port {
    private final String nic;
    private final List<SimulatedNetdev> functions = new ArrayList<>();
    private Port lender;
    private Port latest;

    HostEnds(String nic) {
        this.nic = nic;
    }

    void add(SimulatedNetdev function) {
        functions.add(function);
    }

    void remove(SimulatedNetdev function) {
        functions.remove(function);
    }

    boolean isEmpty() {
        return functions.isEmpty();
    }

    @Override
    public String name() {
        return "host end of the functions of " + nic;
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        for (SimulatedNetdev function : functions) {
            lender = function.hostEnd();
            if (lender.receive(burst) > 0) {
                return burst.size;
            }
        }
        return 0;
    }

    @Override
    public void release(Burst burst) {
        if (lender != null) {
            lender.release(burst);
        }
    }

    @Override
    public int send(Burst burst, int from) {
        latest = functions.stream().filter(SimulatedNetdev::carries).findFirst()
                .map(SimulatedNetdev::hostEnd).orElse(null);
        return latest == null ? 0 : latest.send(burst, from);
    }

    @Override
    public Health health() {
        return latest == null ? Health.FAILED : latest.health();
    }

    @Override
    public int fileDescriptor() {
        return -1;
    }

    @Override
    public void close() {
        // Each function is the guest's until it is unregistered.
    }
}
