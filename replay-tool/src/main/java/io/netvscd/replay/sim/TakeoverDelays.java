package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfEvent;
import java.util.HashMap;
import java.util.Map;

/** No VF is taken over before its takeover delay is over. */
final class TakeoverDelays {
    private static final long NS_PER_MS = 1_000_000;

    private final Map<OwnerId, Long> delaysNs = new HashMap<>();
    private final Map<OwnerId, Long> joinedNs = new HashMap<>();

    /** What is wrong with a turn, in words, or null. */
    String early(TransitionRecord turn) {
        String early = null;
        if (turn.owner().kind() == OwnerId.Kind.VF) {
            for (Event event : turn.events()) {
                if (event instanceof VfEvent.Appeared appeared) {
                    delaysNs.put(turn.owner(), appeared.takeoverDelayMs() * NS_PER_MS);
                } else if (event instanceof VfEvent.Joined) {
                    joinedNs.put(turn.owner(), turn.stamp().monotonicNs());
                } else if (event instanceof VfEvent.TakenOver) {
                    Long joined = joinedNs.remove(turn.owner());
                    boolean tooEarly = joined != null
                            && turn.stamp().monotonicNs() - joined < delaysNs.getOrDefault(turn.owner(), 0L);
                    early = tooEarly ? "it is taken over before its delay is over" : early;
                }
            }
        }
        return early;
    }
}
