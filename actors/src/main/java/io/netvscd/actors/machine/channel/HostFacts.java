package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;

/**
 * What is known of the host of one incarnation.
 *
 * @param filter       the packet filter that it has confirmed
 * @param silences     unanswered requests since it was last heard
 * @param anomalies    what it sent that made no sense
 * @param permanentMac the NIC's permanent address as it tells it, null until it does
 */
record HostFacts(int filter, int silences, int anomalies, MacAddress permanentMac) {
    static final HostFacts NONE = new HostFacts(0, 0, 0, null);

    HostFacts heard() {
        return new HostFacts(filter, 0, anomalies, permanentMac);
    }

    HostFacts silent() {
        return new HostFacts(filter, silences + 1, anomalies, permanentMac);
    }

    HostFacts filters(int confirmed) {
        return new HostFacts(confirmed, silences, anomalies, permanentMac);
    }

    HostFacts anomaly() {
        return new HostFacts(filter, silences, anomalies + 1, permanentMac);
    }

    HostFacts tells(MacAddress mac) {
        return new HostFacts(filter, silences, anomalies, mac);
    }
}
