package io.netvscd.replay.stats;

import io.netvscd.datapath.Checkpoint;
import java.util.SortedMap;

/**
 * What the journal says of one NIC.
 *
 * @param toVf         moves of the datapath to the VF
 * @param toSynthetic  ordered moves back
 * @param fellBack     moves back that the datapath made by itself, because the VF failed
 * @param hostForced   moves to synthetic that the host made by itself
 * @param failures     questions to the host that did not end well
 * @param onVfNs       time on the VF, over all lives of the daemon
 * @param onSyntheticNs time on the synthetic path, over all lives
 * @param traffic      counted over all lives, up to the last checkpoint of each
 * @param latencies    by phase; every phase is there
 */
public record NicStatistics(
        long toVf,
        long toSynthetic,
        long fellBack,
        long hostForced,
        long failures,
        long onVfNs,
        long onSyntheticNs,
        Checkpoint traffic,
        SortedMap<Phase, Latency> latencies) {
    private static final double HOUR_NS = 3600e9;

    /** Time that the journal covers. */
    public long observedNs() {
        return onVfNs + onSyntheticNs;
    }

    /** Moves in either direction. */
    public long switches() {
        return toVf + toSynthetic + fellBack;
    }

    /** Moves in an hour, 0 where no time passed. */
    public double switchesPerHour() {
        return observedNs() == 0 ? 0 : switches() * HOUR_NS / observedNs();
    }

    /** Frames that ended at one of the three ends. */
    public long dropped() {
        return traffic.master().dropped() + traffic.vf().dropped() + traffic.synthetic().dropped();
    }
}
