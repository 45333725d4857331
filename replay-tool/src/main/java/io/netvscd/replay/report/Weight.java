package io.netvscd.replay.report;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TransitionRecord;

/** How much a transition matters to somebody whose network blinked; later constants matter more. */
enum Weight {
    ORDINARY(""),
    TO_VF("moved to the VF"),
    LEFT_VF("left the VF by order"),
    HOST_FORCED("was moved to the synthetic path by the host"),
    SWITCH_FAILED("asked the host for a switch that did not end well"),
    CHANNEL_LOST("lost its channel to the host"),
    FELL_BACK("left the VF within a burst, because sending on it failed");

    private final String words;

    Weight(String words) {
        this.words = words;
    }

    /** What the NIC did, as the end of a sentence. */
    String words() {
        return words;
    }

    static Weight of(TransitionRecord turn) {
        Weight weight = turn.input() instanceof MasterInput.HostForcedPath ? HOST_FORCED : ORDINARY;
        for (Event event : turn.events()) {
            Weight other = of(event);
            weight = other.compareTo(weight) > 0 ? other : weight;
        }
        return weight;
    }

    private static Weight of(Event event) {
        if (event instanceof MasterEvent.PathFellBack) {
            return FELL_BACK;
        } else if (event instanceof ChannelEvent.ChannelFailed || event instanceof ChannelEvent.RescindNoted) {
            return CHANNEL_LOST;
        } else if (event instanceof MasterEvent.SwitchAnswered answer && (answer.outcome() == SwitchOutcome.TIMED_OUT
                || answer.outcome() == SwitchOutcome.RING_FULL)) {
            return SWITCH_FAILED;
        } else if (event instanceof MasterEvent.PathInUse use) {
            return use.path() == DataPath.VF ? TO_VF : LEFT_VF;
        }
        return ORDINARY;
    }
}
