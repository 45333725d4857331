package io.netvscd.datapath.forward;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Burst;

/**
 * Sees every frame that enters the forwarding core, and what became of it; called on the datapath's thread, so it must neither
 * block nor allocate.
 */
public interface FrameWitness {
    /** Sees nothing. */
    FrameWitness NONE = new FrameWitness() {
        @Override
        public void left(Burst burst, int from, int to, DataPath path) {
        }

        @Override
        public void foundNoWay(Burst burst, int from, int to) {
        }

        @Override
        public void arrived(Burst burst, DataPath path, int delivered) {
        }

        @Override
        public void fellBack(Checkpoint checkpoint) {
        }

        @Override
        public void obeyed(Checkpoint checkpoint) {
        }
    };

    /** The master's frames {@code from .. to - 1} left on this path. */
    void left(Burst burst, int from, int to, DataPath path);

    /** The master's frames {@code from .. to - 1} were dropped: no path could take them. */
    void foundNoWay(Burst burst, int from, int to);

    /** These frames arrived on this path; the first {@code delivered} of them reached the master, the others were dropped. */
    void arrived(Burst burst, DataPath path, int delivered);

    /** The datapath left the VF because sending on it failed. */
    void fellBack(Checkpoint checkpoint);

    /** A control word took effect: what came before it and what comes after it lie on either side of this checkpoint. */
    void obeyed(Checkpoint checkpoint);
}
