package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterFixture.settle;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Back to synthetic: in which order, and what it costs a wish that changes meanwhile. */
interface BackCases extends MasterFixture {
    @Test
    default void stopsSendingOnAVfThatDepartsBeforeItTellsTheHostAndReleasesItAfterTheCompletion() {
        onVf().on(DEPARTING).orders(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_SYNTHETIC).ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).orders(RELEASE).inPhase(SYNTHETIC);
    }

    @Test
    default void releasesADepartingVfAtOnceWhenItDoesNotCarry() {
        joined().on(DEPARTING).orders(RELEASE).inPhase(SYNTHETIC);
    }

    @Test
    default void obeysAHostThatForcesThePathWithoutASwitchOfItsOwn() {
        onVf().on(FORCED)
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000), LEAVE_AT_ONCE)
                .on(ON_SYNTHETIC).orders(ANNOUNCE, RELEASE).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(ASK_VF);
    }

    @Test
    default void tellsTheHostWhenTheDatapathFellBackByItself() {
        onVf().on(FELL_BACK).ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void givesAVfThatBecameFitAgainAFreshStart() {
        onVf().on(FELL_BACK, NOT_READY, ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).inPhase(SYNTHETIC)
                .on(READY).ordersAlso(new Action.CancelTimer(TimerName.SWITCH_BACKOFF), ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    default void withdrawsASwitchThatIsNoLongerWantedAndWaitsForItsEnd() {
        switchingToVf().on(NOT_READY)
                .orders(new Tell(CHANNEL, new ChannelInput.SwitchWithdrawn(1))).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.VF, SwitchOutcome.WITHDRAWN)).inPhase(SYNTHETIC);
    }

    @Test
    default void takesBackAnUnwantedSwitchThatTheHostCompleted() {
        switchingToVf().on(NOT_READY, ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .orders(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void takesBackAnUnwantedSwitchThatTimedOut() {
        switchingToVf().on(NOT_READY, ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void sendsNothingMoreWhenAFlappingVfIsFitAgainBeforeTheHostAnswers() {
        switchingToVf().on(NOT_READY, READY).orders().on(ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .orders(new OrderDatapath(TO_VF, false)).inPhase(SWITCHING_TO_VF);
    }

    @Test
    default void leavesTheVfAgainWhenItBecameUnfitWhileTheDatapathMoved() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED), NOT_READY)
                .orders(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_VF).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_SYNTHETIC).ordersAlso(ASK_SYNTHETIC);
    }

    @Test
    default void tellsAHostThatDidNotAnswerAgainAfterAPause() {
        onVf().on(NOT_READY, ON_SYNTHETIC, ended(DataPath.SYNTHETIC, SwitchOutcome.TIMED_OUT)).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void leavesTheVfWhenTheChannelCloses() {
        onVf().on(CLOSED)
                .orders(LEAVE_AT_ONCE, new OrderDatapath(new DatapathOrder.DetachSyntheticPort(1), false))
                .on(ON_SYNTHETIC).orders(ANNOUNCE, RELEASE).inPhase(SYNTHETIC);
    }

    @Test
    default void switchesAgainOnANewIncarnationWithItsOwnAssociation() {
        onVf().on(CLOSED, ON_SYNTHETIC, new MasterInput.ChannelOpened(2, "6.1", true)).inPhase(SYNTHETIC)
                .on(new MasterInput.VfAssociated(2, true, 2))
                .orders(new Tell(CHANNEL, new ChannelInput.SwitchRequested(2, DataPath.VF)));
    }

    @Test
    default void takesAChannelOpenedAnewForAClosedOne() {
        onVf().on(new MasterInput.ChannelOpened(2, "6.1", true)).ordersAlso(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void closesTheVfAndThenTheReceiveSideOnceNothingLeavesOnItAnyMore() {
        onVf().on(ADMIN_DOWN)
                .orders(new OrderDatapath(new DatapathOrder.OpenMaster(false), false), LEAVE_AT_ONCE)
                .on(ON_SYNTHETIC, ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED))
                .orders(RELEASE, new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, DOWN)),
                        new Tell(CHANNEL, new ChannelInput.ReceiveModeRequested(false, false)));
    }

    @Test
    default void opensTheReceiveSideBeforeTheVf() {
        newLife().on(STARTED, OPENED, PRESENTED, ADMIN_UP).orders(
                new OrderDatapath(new DatapathOrder.OpenMaster(true), false),
                new Tell(CHANNEL, new ChannelInput.ReceiveModeRequested(true, false)),
                new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, UP)));
    }

    @Test
    default void givesTheVfTheNewMtuBeforeTheChannelIsOpenedAgain() {
        onVf().on(new MasterInput.MtuChanged(9000)).orders(
                LEAVE_AT_ONCE,
                new OrderDatapath(new DatapathOrder.DetachSyntheticPort(1), false),
                new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 9000, MAC, false))),
                new Tell(CHANNEL, new ChannelInput.MtuRequested(9000)));
    }

    @Test
    default void goesBackToTheMtuThatTheHostCarries() {
        onVf().on(new MasterInput.MtuChanged(9000), new MasterInput.MtuRefused(9000, 1500, "refused")).orders(
                new Action.SetMasterMtu(9000, 1500),
                new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 1500, MAC, false))))
                .on(new MasterInput.MtuChanged(1500)).because("noted before");
    }

    @Test
    default void goesBackToTheAddressThatTheHostDeliversTo() {
        onVf().on(new MasterInput.MacChanged(OTHER_MAC)).ordersAlso(
                        new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 1500, OTHER_MAC, false))),
                        new Tell(CHANNEL, new ChannelInput.MacRequested(OTHER_MAC)))
                .on(new MasterInput.MacRefused(OTHER_MAC, MAC)).orders(
                        new Action.SetMasterMac(OTHER_MAC, MAC),
                        new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 1500, MAC, false))))
                .inPhase(VF);
    }

    @Test
    default void keepsAnMtuAndAnAddressThatWereSetAfterTheRefusedOne() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new MasterInput.MtuRefused(9000, 1500, "refused")).because("noted before");
            phase.get().on(new MasterInput.MacRefused(OTHER_MAC, MAC)).because("noted before");
            settle(phase.get().on(new MasterInput.MacRefused(MAC, OTHER_MAC)).ordersAlso(
                    new Action.SetMasterMac(MAC, OTHER_MAC)));
            settle(phase.get().on(new MasterInput.MtuRefused(1500, 1400, "refused")).ordersAlso(
                    new Action.SetMasterMtu(1500, 1400)));
        }
    }

    @Test
    default void carriesNothingWhileTheHostsLinkIsDownAndStaysOnTheVf() {
        onVf().on(new MasterInput.HostLinkChanged(1, false))
                .orders(new Action.SetMasterCarrier(false), new OrderDatapath(new DatapathOrder.OpenMaster(false), false))
                .inPhase(VF);
    }

    /** What the system sent before that would find no way out: an ARP request is repeated a second later, DHCP much later. */
    @Test
    default void hasNoCarrierUntilTheChannelIsOpen() {
        newLife().on(STARTED).ordersAlso(new Action.SetMasterCarrier(false))
                .on(OPENED).ordersAlso(new Action.SetMasterCarrier(true));
    }
}
