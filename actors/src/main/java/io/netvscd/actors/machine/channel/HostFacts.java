package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the host of one incarnation.
 *
 * @param filter       the packet filter that it has confirmed
 * @param silences     unanswered requests since it was last heard
 * @param anomalies    what it sent that made no sense
 * @param permanentMac the NIC's permanent address as it tells it, null until it does
 * @param largestMtu   what it says its frames may have, 0 until it does
 * @param queues       over how many queues it can spread what it delivers
 * @param givenUp      switches to the VF that were not answered in time, the latest few: the host may still make them
 */
record HostFacts(int filter, int silences, int anomalies, MacAddress permanentMac, int largestMtu, int queues, List<Long> givenUp) {
    /** A host that leaves more of them open than this has been declared dead long before. */
    private static final int GIVEN_UP_MAX = 16;

    static final HostFacts NONE = new HostFacts(0, 0, 0, null, 0, 1, List.of());

    HostFacts heard() {
        return new HostFacts(filter, 0, anomalies, permanentMac, largestMtu, queues, givenUp);
    }

    HostFacts silent() {
        return new HostFacts(filter, silences + 1, anomalies, permanentMac, largestMtu, queues, givenUp);
    }

    HostFacts filters(int confirmed) {
        return new HostFacts(confirmed, silences, anomalies, permanentMac, largestMtu, queues, givenUp);
    }

    HostFacts anomaly() {
        return new HostFacts(filter, silences, anomalies + 1, permanentMac, largestMtu, queues, givenUp);
    }

    HostFacts tells(MacAddress mac) {
        return new HostFacts(filter, silences, anomalies, mac, largestMtu, queues, givenUp);
    }

    HostFacts carries(int mtu) {
        return new HostFacts(filter, silences, anomalies, permanentMac, mtu, queues, givenUp);
    }

    HostFacts spreads(int receiveQueues) {
        return new HostFacts(filter, silences, anomalies, permanentMac, largestMtu, receiveQueues, givenUp);
    }

    HostFacts givesUp(long switchId) {
        List<Long> more = new ArrayList<>(givenUp.size() < GIVEN_UP_MAX ? givenUp : givenUp.subList(1, GIVEN_UP_MAX));
        more.add(switchId);
        return new HostFacts(filter, silences, anomalies, permanentMac, largestMtu, queues, List.copyOf(more));
    }
}
