package io.netvscd.replay.sim;

import io.netvscd.datapath.Checkpoint;

/** A frame goes out on exactly one path, and comes in once. */
final class OnePath {
    private final VirtualNic nic;

    OnePath(VirtualNic nic) {
        this.nic = nic;
    }

    String broken() {
        if (nic.traffic().duplicates() > 0) {
            return "a frame arrived twice";
        }
        if (nic.traffic().outgoing().strays() + nic.traffic().incoming().strays() > 0) {
            return "a frame came back";
        }
        Checkpoint now = nic.counters();
        long out = now.vf().txFrames() + now.synthetic().txFrames() + now.master().dropped();
        return now.master().txFrames() == out ? null
                : "of " + now.master().txFrames() + " frames " + out + " left on a path or were dropped";
    }
}
