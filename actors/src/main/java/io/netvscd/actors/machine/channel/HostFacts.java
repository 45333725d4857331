package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;

/**
 * What is known of the host of one incarnation.
 *
 * @param filter       the packet filter that it has confirmed
 * @param silences     unanswered requests since it was last heard
 * @param anomalies    what it sent that made no sense
 * @param permanentMac the NIC's permanent address as it tells it, null until it does
 * @param largestMtu   what it says its frames may have, 0 until it does
 * @param queues       over how many queues it can spread what it delivers
 */
record HostFacts(int filter, int silences, int anomalies, MacAddress permanentMac, int largestMtu, int queues) {
    static final HostFacts NONE = new HostFacts(0, 0, 0, null, 0, 1);

    HostFacts heard() {
        return new HostFacts(filter, 0, anomalies, permanentMac, largestMtu, queues);
    }

    HostFacts silent() {
        return new HostFacts(filter, silences + 1, anomalies, permanentMac, largestMtu, queues);
    }

    HostFacts filters(int confirmed) {
        return new HostFacts(confirmed, silences, anomalies, permanentMac, largestMtu, queues);
    }

    HostFacts anomaly() {
        return new HostFacts(filter, silences, anomalies + 1, permanentMac, largestMtu, queues);
    }

    HostFacts tells(MacAddress mac) {
        return new HostFacts(filter, silences, anomalies, mac, largestMtu, queues);
    }

    HostFacts carries(int mtu) {
        return new HostFacts(filter, silences, anomalies, permanentMac, mtu, queues);
    }

    HostFacts spreads(int receiveQueues) {
        return new HostFacts(filter, silences, anomalies, permanentMac, largestMtu, receiveQueues);
    }
}
