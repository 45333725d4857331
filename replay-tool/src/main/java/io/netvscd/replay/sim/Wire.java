package io.netvscd.replay.sim;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;

/** A wire whose far end is the scenario's: frames enter there, and what comes out there has arrived. */
final class Wire {
    /** What a wire's room holds, per direction. */
    static final int BYTES = 1 << 20;
    private static final int BURST_FRAMES = 64;

    private final MemoryPort far;
    private final TalliedPort near;
    private final Ledger ledger;
    private final Burst burst = new Burst(BURST_FRAMES);
    private long entered;

    Wire(String name, Ledger ledger, WireMemory.Room room) {
        MemoryPort.Pair pair = room.wire(name);
        far = pair.far();
        near = new TalliedPort(pair.near(), number -> { });
        this.ledger = ledger;
    }

    /** The end that the datapath or the host uses. */
    Port near() {
        return near;
    }

    /** Puts a frame on the wire; false while there is no room. */
    boolean enter(byte[] frame) {
        boolean room = far.send(frame);
        entered += room ? 1 : 0;
        return room;
    }

    /** Tagged frames that entered and were not received at the near end. */
    long waiting() {
        return entered - near.received();
    }

    /** Takes what has come out at the far end; returns how many tagged frames. */
    int collect() {
        int collected = 0;
        while (far.receive(burst) > 0) {
            for (int i = 0; i < burst.size; i++) {
                long number = TaggedFrames.number(burst, i);
                if (number >= 0) {
                    ledger.arrive(number);
                    collected++;
                }
            }
            far.release(burst);
        }
        return collected;
    }
}
