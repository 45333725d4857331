package io.netvscd.replay.replay;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.replay.blackbox.KeptFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Which frames of an interval a port that could not take all of them took: those that the black box says, and of the others the first,
 * as many as the counters say.
 */
final class Acceptance implements LongPredicate {
    /** More than ever pass between two checkpoints. */
    static final long ALL_OTHERS = 1L << 50;

    private final Map<Long, Boolean> known = new HashMap<>();
    private long others;

    /**
     * @param taken by the counters
     * @param kept  records of frames that it could have taken
     */
    Acceptance(long taken, List<KeptFrame> kept) {
        others = taken;
        for (KeptFrame each : kept) {
            BlackBoxFrame frame = each.frame();
            boolean accepted = frame.fate() != Fate.DROPPED;
            known.put(Interval.name(frame.ring(), frame.number()), accepted);
            others -= accepted ? 1 : 0;
        }
    }

    @Override
    public boolean test(long name) {
        Boolean accepted = known.get(name);
        return accepted == null ? others-- > 0 : accepted;
    }
}
