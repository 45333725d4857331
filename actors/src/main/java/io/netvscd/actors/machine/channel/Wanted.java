package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;

/**
 * What the master wants of its channel; outlives an incarnation.
 *
 * @param receive what it wishes to receive
 * @param address that the NIC is to have
 */
record Wanted(Mtu mtu, ReceiveMode receive, MacAddress address) {
    Wanted mtu(Mtu next) {
        return new Wanted(next, receive, address);
    }

    Wanted receive(ReceiveMode next) {
        return new Wanted(mtu, next, address);
    }

    Wanted address(MacAddress next) {
        return new Wanted(mtu, receive, next);
    }
}
