package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;

/**
 * What the host of one incarnation has told of itself.
 *
 * @param permanentMac the NIC's permanent address, null until it tells it
 * @param largestMtu   that its frames may have, 0 until it tells it
 * @param queues       over which it can spread what it delivers
 * @param tableEntries of the table by which it does so, 0 where it has none
 */
record HostFacts(MacAddress permanentMac, int largestMtu, int queues, int tableEntries) {
    static final HostFacts NONE = new HostFacts(null, 0, 1, 0);

    HostFacts tells(MacAddress mac) {
        return new HostFacts(mac, largestMtu, queues, tableEntries);
    }

    HostFacts carries(int mtu) {
        return new HostFacts(permanentMac, mtu, queues, tableEntries);
    }

    HostFacts spreads(int receiveQueues, int entries) {
        return new HostFacts(permanentMac, largestMtu, receiveQueues, entries);
    }
}
