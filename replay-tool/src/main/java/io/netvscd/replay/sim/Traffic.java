package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Port;
import io.netvscd.replay.scenario.NicSetup;
import java.util.ArrayList;
import java.util.List;

/** The frames of one NIC: those that have not entered, those on their way, those that have arrived. */
final class Traffic {
    /** Who talks to the guest from the other side of the fabric. */
    private static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:01");

    private final NicSetup setup;
    private final WireMemory.Room masterRoom;
    private final Ledger outgoing = Ledger.outgoing();
    private final Ledger incoming = Ledger.incoming();
    private final List<Load> loads = new ArrayList<>();
    private final Wire uplink;
    private Wire master;
    private boolean guestLives;
    private long delivered;

    Traffic(NicSetup setup, WireMemory memory) {
        this.setup = setup;
        masterRoom = memory.room(Wire.BYTES);
        uplink = new Wire("uplink of " + setup.name(), outgoing, memory.room(Wire.BYTES));
        master = new Wire("master " + setup.name(), incoming, masterRoom);
    }

    /** The host's end of the way into the fabric. */
    Port uplink() {
        return uplink.near();
    }

    /** A daemon begins, with a TAP of its own; returns its end of that. */
    Port beginLife() {
        guestLives = true;
        master = new Wire("master " + setup.name(), incoming, masterRoom);
        return master.near();
    }

    /** The daemon ends, and what it has not taken from its TAP is lost. */
    void endLife() {
        guestLives = false;
        loads.clear();
    }

    /** The guest's stack sends. */
    void sendFromMaster(long count, int sizeBytes) {
        loads.add(new Load(outgoing, master::enter, PEER, setup.mac(), sizeBytes, count));
    }

    /** Frames arrive from the fabric, and the host's filter decides by which path. */
    void sendFromFabric(long count, int sizeBytes) {
        loads.add(new Load(incoming, uplink::enter, setup.mac(), PEER, sizeBytes, count));
    }

    /** Frames arrive on a VF. */
    void sendFromVf(SimulatedNetdev netdev, long count, int sizeBytes) {
        loads.add(new Load(incoming, netdev::enter, setup.mac(), PEER, sizeBytes, count));
    }

    /** Lets as many frames enter as there is room for; returns how many. */
    int enter() {
        if (loads.isEmpty()) {
            return 0;
        }
        int entered = 0;
        for (Load load : loads) {
            entered += load.enter();
        }
        loads.removeIf(Load::done);
        return entered;
    }

    /** Takes what has come out at either end; returns how many frames. */
    int collect() {
        int atMaster = master.collect();
        delivered += atMaster;
        return uplink.collect() + atMaster;
    }

    /** Frames that reached the master. */
    long delivered() {
        return delivered;
    }

    /** Frames of the guest on the TAP, not taken yet. */
    long waitingAtMaster() {
        return guestLives ? master.waiting() : 0;
    }

    /** Frames for the guest that the host has not taken from its uplink. */
    long waitingAtUplink() {
        return uplink.waiting();
    }

    Ledger outgoing() {
        return outgoing;
    }

    Ledger incoming() {
        return incoming;
    }

    /** Frames that arrived more than once. */
    long duplicates() {
        return outgoing.duplicates() + incoming.duplicates();
    }
}
