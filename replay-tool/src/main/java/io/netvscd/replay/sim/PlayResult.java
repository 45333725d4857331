package io.netvscd.replay.sim;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.replay.replay.PathSwitch;
import java.util.List;
import java.util.SortedMap;

/**
 * What playing a scenario came to.
 *
 * @param steps      carried out, expectations included
 * @param expected   values that were compared
 * @param mismatches those that were not as expected
 * @param turns      taken by all owners
 * @param virtualNs  from the beginning to the last step
 * @param traffic    by NIC: counters over all lives of the daemon
 * @param lost       by NIC: frames lost in all
 * @param duplicates by NIC: frames that arrived more than once
 */
public record PlayResult(
        String name,
        String source,
        int steps,
        int expected,
        List<Mismatch> mismatches,
        long turns,
        long virtualNs,
        List<PathSwitch> switches,
        SortedMap<String, Checkpoint> traffic,
        SortedMap<String, Long> lost,
        SortedMap<String, Long> duplicates) {
    /** Every expectation was met. */
    public boolean passed() {
        return mismatches.isEmpty();
    }
}
