package io.netvscd.actors.daemon;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;

/** Which turns open an incident, so that the frames around them are worth keeping. */
final class Incidents {
    private static final String DEFECT = "defect: ";

    private Incidents() {
    }

    /**
     * A VF that failed or is gone while its path is in use, a switch that the host did not answer or never heard of, a path that it
     * forced, a machine that broke its own rules, an operator's mark.
     */
    static boolean opens(TransitionRecord turn) {
        if (turn.reason() != null && turn.reason().startsWith(DEFECT)) {
            return true;
        }
        if (turn.input() instanceof MasterInput.VfLost) {
            return turn.actions().stream().anyMatch(Incidents::leavesTheVf);
        }
        if (turn.input() instanceof MasterInput.SwitchEnded ended) {
            return ended.outcome() == SwitchOutcome.TIMED_OUT || ended.outcome() == SwitchOutcome.RING_FULL;
        }
        return turn.input() instanceof MasterInput.DatapathFellBack
                || turn.input() instanceof MasterInput.HostForcedPath
                || turn.input() instanceof WatcherInput.OperatorMark;
    }

    private static boolean leavesTheVf(Action action) {
        return action instanceof Action.OrderDatapath order && order.order() instanceof DatapathOrder.UseDataPath use
                && use.path() == DataPath.SYNTHETIC;
    }
}
