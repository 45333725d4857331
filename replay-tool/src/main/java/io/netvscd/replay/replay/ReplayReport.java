package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import java.util.List;
import java.util.SortedMap;

/**
 * What a replay came to.
 *
 * @param records        replayed
 * @param owners         records by owner
 * @param lives          starts of the daemon in the journal
 * @param frames         run through the forwarding core
 * @param framesCompared those of them whose path a black box had
 * @param traffic        by NIC: what the recorded counters amount to over all lives
 * @param gaps           places where the journal says that records were lost
 * @param found          divergences in all
 * @param divergences    in order; the first one only, unless all were asked for, and then at most {@link Replayer#DIVERGENCES_MAX}
 */
public record ReplayReport(
        long records,
        SortedMap<String, Long> owners,
        int lives,
        long checkpoints,
        long frames,
        long framesCompared,
        SortedMap<String, Checkpoint> traffic,
        List<PathSwitch> switches,
        long gaps,
        long found,
        List<Divergence> divergences) {
    /** Everything came out as recorded. */
    public boolean agreed() {
        return found == 0;
    }
}
