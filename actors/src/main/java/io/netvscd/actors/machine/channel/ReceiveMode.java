package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.rndis.PacketFilter;

/** What the master wishes to receive. */
record ReceiveMode(boolean open, boolean promiscuous) {
    static final ReceiveMode SHUT = new ReceiveMode(false, false);

    /** @param listed the host has a list of the groups */
    int filter(boolean listed) {
        return PacketFilter.of(open, promiscuous, listed);
    }
}
