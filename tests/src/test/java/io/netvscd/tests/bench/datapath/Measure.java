package io.netvscd.tests.bench.datapath;

import java.util.EnumSet;
import java.util.Set;

/** What is measured of a subject. Out: from the guest to the peer; in: the other way. */
enum Measure {
    TCP_OUT("TCP out Gb/s", 2),
    TCP_IN("TCP in Gb/s", 2),
    /** Raw frames handed to the NIC around its queue, counted where they arrive: what the forwarding itself can do. */
    CAPACITY_OUT("64 B out kpps", 0),
    CAPACITY_IN("64 B in kpps", 0),
    /** What was handed over meanwhile: where all of it arrived, the source and what it hands to was the slower. */
    SENT_OUT("64 B sent out", 0),
    SENT_IN("64 B sent in", 0),
    /** Datagrams of 64-octet frames between two sockets. */
    UDP_OUT("UDP64 out kpps", 0),
    UDP_IN("UDP64 in kpps", 0),
    ROUND_TRIP("RTT p50 us", 1),
    ROUND_TRIP_P99("RTT p99 us", 1);

    private final String title;
    private final int decimals;

    Measure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    String title() {
        return title;
    }

    String text(double value) {
        return String.format("%." + decimals + "f", value);
    }

    /** Those that are asked for by themselves; the others come beside one of them. */
    static Set<Measure> asked() {
        return EnumSet.complementOf(EnumSet.of(SENT_OUT, SENT_IN, ROUND_TRIP_P99));
    }

    /** Whether less is better. */
    boolean isTime() {
        return this == ROUND_TRIP || this == ROUND_TRIP_P99;
    }
}
