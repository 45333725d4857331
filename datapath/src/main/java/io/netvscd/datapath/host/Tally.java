package io.netvscd.datapath.host;

/** The host's counters while it counts; one thread writes. */
final class Tally {
    long fromGuest;
    long toGuest;
    long fromVf;
    long toVf;
    long fromUplink;
    long toUplink;
    long filtered;
    long flooded;
    long lost;
    long violations;

    HostCounters read() {
        return new HostCounters(
                fromGuest, toGuest, fromVf, toVf, fromUplink, toUplink, filtered, flooded, lost, violations);
    }
}
