package io.netvscd.actors.machine.watcher;

import io.netvscd.journal.vocabulary.OwnerId;

/**
 * A netdev that was recognised as a VF.
 *
 * @param nic         the NIC it belongs to
 * @param vf          its key within the NIC
 * @param generation  counts the recognitions of this watcher
 * @param earlierLife recognised before the watch last began, and not seen since
 */
public record VfSighting(String nic, String vf, long generation, boolean earlierLife) {
    OwnerId owner() {
        return OwnerId.vf(nic, vf);
    }

    VfSighting ofEarlierLife() {
        return new VfSighting(nic, vf, generation, true);
    }
}
