package io.netvscd.replay.sim;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The host's end of all functions of one NIC: what the guest sends on any of them arrives here, and what is for the guest goes to the one
 * that the host has associated. Where that one does not carry, another does: which one a host would mean cannot be said, so it is one that
 * the guest receives from, if there is one.
 */
final class HostEnds implements Port {
    private final String nic;
    private final List<SimulatedNetdev> functions = new ArrayList<>();
    private final IntSupplier associated;
    private Port lender;
    private Port latest;

    /** @param associated gives the serial number of the function that the host has associated, or had last */
    HostEnds(String nic, IntSupplier associated) {
        this.nic = nic;
        this.associated = associated;
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
        SimulatedNetdev goesTo = null;
        for (SimulatedNetdev function : functions) {
            if (function.carries() && (goesTo == null || rank(function) > rank(goesTo))) {
                goesTo = function;
            }
        }
        latest = goesTo == null ? null : goesTo.hostEnd();
        return latest == null ? 0 : latest.send(burst, from);
    }

    private int rank(SimulatedNetdev function) {
        if (function.hasSerial(associated.getAsInt())) {
            return 2;
        }
        return function.isOpen() ? 1 : 0;
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
