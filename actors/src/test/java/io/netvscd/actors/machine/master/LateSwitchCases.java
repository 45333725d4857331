package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Switches that the host makes after they were given up: it completes a second request before one that is pending. */
interface LateSwitchCases extends MasterFixture {
    @Test
    default void takesBackASwitchThatTheHostMadeAfterItWasGivenUp() {
        switchingToVf().on(NOT_READY, ended(DataPath.VF, SwitchOutcome.TIMED_OUT),
                        ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED), new TimerFired(TimerName.SWITCH_BACKOFF, 1))
                .inPhase(SYNTHETIC)
                .on(ended(DataPath.VF, SwitchOutcome.MADE_LATE)).orders(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void isToldNothingNewByALateSwitchToWhereTheHostIs() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get();
            run.on(ended(run.state().host().path(), SwitchOutcome.MADE_LATE)).because("noted before");
        }
    }

    @Test
    default void takesTheVfAgainWhenTheHostMadeTheWayBackAfterItWasGivenUp() {
        onVf().on(ended(DataPath.SYNTHETIC, SwitchOutcome.MADE_LATE))
                .orders(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_SYNTHETIC).ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    /** What the channel had not sent when the host made the earlier one is still to be answered. */
    @Test
    default void takesAWayBackThatTheHostMadeLateForNoAnswerToTheNext() {
        onVf().on(NOT_READY, ON_SYNTHETIC).on(ended(DataPath.SYNTHETIC, SwitchOutcome.MADE_LATE))
                .inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).inPhase(SYNTHETIC);
    }

    @Test
    default void takesASwitchToTheVfThatTheHostMadeLateForNoAnswerToTheNext() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.MADE_LATE)).orders().inPhase(SWITCHING_TO_VF)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).orders(new OrderDatapath(TO_VF, false));
    }
}
