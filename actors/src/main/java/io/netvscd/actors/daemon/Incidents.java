package io.netvscd.actors.daemon;

import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;

/** Which turns open an incident, so that the frames around them are worth keeping. */
final class Incidents {
    private Incidents() {
    }

    /** A VF that failed, a switch that the host did not answer or never heard of, a path that it forced, an operator's mark. */
    static boolean opens(TransitionRecord turn) {
        if (turn.input() instanceof MasterInput.SwitchEnded ended) {
            return ended.outcome() == SwitchOutcome.TIMED_OUT || ended.outcome() == SwitchOutcome.RING_FULL;
        }
        return turn.input() instanceof MasterInput.DatapathFellBack
                || turn.input() instanceof MasterInput.HostForcedPath
                || turn.input() instanceof WatcherInput.OperatorMark;
    }
}
