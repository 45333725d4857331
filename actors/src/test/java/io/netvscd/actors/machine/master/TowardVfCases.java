package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.applied;
import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Toward the VF: who is asked, what is waited for, what is tried again. */
interface TowardVfCases extends MasterFixture {
    @Test
    default void asksTheHostOnlyWhenEverythingNeededIsThere() {
        List<Input> needed = List.of(OPENED, ADMIN_UP, ASSOCIATED, PRESENTED, READY, ATTACHED);
        MachineRun<MasterState> run = newLife().on(STARTED);
        for (Input input : needed) {
            run.inPhase(SYNTHETIC).on(input);
        }
        run.ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    default void asksTheHostWhenTheAssociationComesLast() {
        newLife().on(STARTED, ADMIN_UP, OPENED, PRESENTED, READY, ATTACHED).inPhase(SYNTHETIC)
                .on(ASSOCIATED).orders(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    default void movesTheDatapathOnlyAfterTheHostsCompletion() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .orders(new OrderDatapath(TO_VF, false)).inPhase(SWITCHING_TO_VF)
                .on(ON_VF)
                .orders(new Tell(OWNER_OF_VF, new VfInput.VfActivated(1)),
                        ANNOUNCE)
                .inPhase(VF);
    }

    @Test
    default void receivesFromAVfOnceItIsFit() {
        newLife().on(STARTED, ADMIN_UP, OPENED, PRESENTED)
                .orders(new Tell(OWNER_OF_VF, new VfInput.VfJoin(1, UP)))
                .on(READY).orders(new OrderDatapath(ATTACH, false));
    }

    @Test
    default void takesBackASwitchThatTimedOutAndTriesAgainAfterAPause() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000), ASK_SYNTHETIC)
                .inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    /** The host's path is unknown after two switches without an answer, so it is asked before anything is sent on the VF. */
    @Test
    default void asksTheHostAgainWhenItLeftBothWaysUnanswered() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.RING_FULL)).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 2)).orders(ASK_VF).inPhase(SWITCHING_TO_VF)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).orders(new OrderDatapath(TO_VF, false));
    }

    @Test
    default void triesAgainAfterAPauseWhenTheRingStayedFull() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.RING_FULL))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000)).inPhase(SYNTHETIC);
    }

    @Test
    default void pausesTwiceAsLongAfterEachFailureInARow() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.RING_FULL), new TimerFired(TimerName.SWITCH_BACKOFF, 1),
                        ended(DataPath.VF, SwitchOutcome.RING_FULL))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 2, 2000));
    }

    @Test
    default void takesBackASwitchThatTheDatapathCouldNotFollow() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED), applied(TO_VF, false))
                .ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void triesAPortThatCouldNotBeOpenedAgainAfterAPause() {
        newLife().on(STARTED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, applied(ATTACH, false))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000))
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(new OrderDatapath(ATTACH, false));
    }

    @Test
    default void withoutAHostMovesTheDatapathAtOnce() {
        NicFacts hostless = new NicFacts("eth0", MAC, 1500, true, 100, true);
        newLife().on(new MasterInput.MasterStarted(hostless), ADMIN_UP, OPENED, PRESENTED, READY, ATTACHED)
                .orders(new OrderDatapath(TO_VF, false)).inPhase(SWITCHING_TO_VF)
                .on(ON_VF).inPhase(VF)
                .on(new MasterInput.MtuChanged(9000)).ordersAlso(
                        new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 9000, MAC, false))))
                .inPhase(VF)
                .on(FELL_BACK).inPhase(SYNTHETIC);
    }

    /** What the host said of its path after it was asked is newer than the switch that it completes. */
    @Test
    default void asksAgainWhenTheHostTookTheVfAwayAndGaveItBackBeforeItCompleted() {
        switchingToVf().on(DISSOCIATED).inPhase(SWITCHING_TO_SYNTHETIC).on(ASSOCIATED)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .decidesAlso(new MasterEvent.HostPathDoubted()).orders(ASK_VF).inPhase(SWITCHING_TO_VF)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).orders(new OrderDatapath(TO_VF, false));
    }

    @Test
    default void asksAgainWhenTheHostLeftTheVfBeforeItCompleted() {
        switchingToVf().on(FORCED, new TimerFired(TimerName.SWITCH_BACKOFF, 1))
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).orders(ASK_VF).inPhase(SWITCHING_TO_VF);
    }
}
