package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.actors.machine.MachineTest;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class NetvscMasterTest extends MachineTest<MasterState> {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final String KEY = "0002:00:02.0";
    private static final String OTHER_KEY = "0003:00:02.0";
    private static final OwnerId CHANNEL = OwnerId.channel("eth0");
    private static final OwnerId OWNER_OF_VF = OwnerId.vf("eth0", KEY);
    private static final NicFacts FACTS = new NicFacts("eth0", MAC, 1500, false, 100, false);
    private static final Netdev NETDEV = netdev(7, KEY);
    private static final VfSettings UP = new VfSettings(true, 1500, MAC, false);
    private static final VfSettings DOWN = new VfSettings(false, 1500, MAC, false);

    private static final Input STARTED = new MasterInput.MasterStarted(FACTS);
    private static final Input STOP = new MasterInput.MasterStop();
    private static final Input ADMIN_UP = new MasterInput.AdminChanged(true);
    private static final Input ADMIN_DOWN = new MasterInput.AdminChanged(false);
    private static final Input OPENED = new MasterInput.ChannelOpened(1, "6.1", true);
    private static final Input CLOSED = new MasterInput.ChannelClosed(1, "rescinded");
    private static final Input ASSOCIATED = new MasterInput.VfAssociated(1, true, 2);
    private static final Input DISSOCIATED = new MasterInput.VfAssociated(1, false, 2);
    private static final Input FORCED = new MasterInput.HostForcedPath(1, DataPath.SYNTHETIC);
    private static final Input PRESENTED = new MasterInput.VfPresented(KEY, 1, NETDEV);
    private static final Input READY = new MasterInput.VfReadiness(KEY, 1, true, "");
    private static final Input NOT_READY = new MasterInput.VfReadiness(KEY, 1, false, "no carrier");
    private static final Input DEPARTING = new MasterInput.VfDeparting(KEY, 1);
    private static final Input LOST = new MasterInput.VfLost(KEY, 1);
    private static final Input FELL_BACK = new MasterInput.DatapathFellBack(KEY, 1, Checkpoint.ZERO);
    private static final DatapathOrder ATTACH = new DatapathOrder.AttachVfPort(KEY, 1, 7);
    private static final DatapathOrder DETACH = new DatapathOrder.DetachVfPort(KEY, 1);
    private static final DatapathOrder TO_VF = new DatapathOrder.UseDataPath(DataPath.VF, KEY, 1);
    private static final DatapathOrder TO_SYNTHETIC = new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, KEY, 1);
    private static final Input ATTACHED = applied(ATTACH, true);
    private static final Input ON_VF = applied(TO_VF, true);
    private static final Input ON_SYNTHETIC = applied(TO_SYNTHETIC, true);
    private static final Action ASK_VF = new Tell(CHANNEL, new ChannelInput.SwitchRequested(1, DataPath.VF));
    private static final Action ASK_SYNTHETIC = new Tell(CHANNEL, new ChannelInput.SwitchRequested(1, DataPath.SYNTHETIC));
    private static final Action LEAVE_AT_ONCE = new OrderDatapath(TO_SYNTHETIC, true);
    private static final Action ANNOUNCE = new OrderDatapath(new DatapathOrder.AnnouncePeers(), false);
    private static final Action RELEASE = new Tell(OWNER_OF_VF, new VfInput.VfReleased(1));

    NetvscMasterTest() {
        super(NetvscMaster::new, OwnerId.master("eth0"));
    }

    // Toward the VF.

    @Test
    void asksTheHostOnlyWhenEverythingNeededIsThere() {
        List<Input> needed = List.of(OPENED, ADMIN_UP, ASSOCIATED, PRESENTED, READY, ATTACHED);
        MachineRun<MasterState> run = given().on(STARTED);
        for (Input input : needed) {
            run.inPhase(SYNTHETIC).on(input);
        }
        run.ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    void asksTheHostWhenTheAssociationComesLast() {
        given().on(STARTED, ADMIN_UP, OPENED, PRESENTED, READY, ATTACHED).inPhase(SYNTHETIC)
                .on(ASSOCIATED).orders(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    void movesTheDatapathOnlyAfterTheHostsCompletion() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .orders(new OrderDatapath(TO_VF, false)).inPhase(SWITCHING_TO_VF)
                .on(ON_VF)
                .orders(new Tell(OWNER_OF_VF, new VfInput.VfActivated(1)),
                        ANNOUNCE)
                .inPhase(VF);
    }

    @Test
    void receivesFromAVfOnceItIsFit() {
        given().on(STARTED, ADMIN_UP, OPENED, PRESENTED)
                .orders(new Tell(OWNER_OF_VF, new VfInput.VfJoin(1, UP)))
                .on(READY).orders(new OrderDatapath(ATTACH, false));
    }

    @Test
    void takesBackASwitchThatTimedOutAndTriesAgainAfterAPause() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000), ASK_SYNTHETIC)
                .inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    /** The host's path is unknown after two switches without an answer, so it is asked before anything is sent on the VF. */
    @Test
    void asksTheHostAgainWhenItLeftBothWaysUnanswered() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.RING_FULL)).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 2)).orders(ASK_VF).inPhase(SWITCHING_TO_VF)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).orders(new OrderDatapath(TO_VF, false));
    }

    @Test
    void triesAgainAfterAPauseWhenTheRingStayedFull() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.RING_FULL))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000)).inPhase(SYNTHETIC);
    }

    @Test
    void pausesTwiceAsLongAfterEachFailureInARow() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.RING_FULL), new TimerFired(TimerName.SWITCH_BACKOFF, 1),
                        ended(DataPath.VF, SwitchOutcome.RING_FULL))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 2, 2000));
    }

    @Test
    void takesBackASwitchThatTheDatapathCouldNotFollow() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED), applied(TO_VF, false))
                .ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void triesAPortThatCouldNotBeOpenedAgainAfterAPause() {
        given().on(STARTED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, applied(ATTACH, false))
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000))
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(new OrderDatapath(ATTACH, false));
    }

    @Test
    void withoutAHostMovesTheDatapathAtOnce() {
        NicFacts hostless = new NicFacts("eth0", MAC, 1500, true, 100, true);
        given().on(new MasterInput.MasterStarted(hostless), ADMIN_UP, OPENED, PRESENTED, READY, ATTACHED)
                .orders(new OrderDatapath(TO_VF, false)).inPhase(SWITCHING_TO_VF)
                .on(ON_VF).inPhase(VF)
                .on(new MasterInput.MtuChanged(9000)).ordersAlso(
                        new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 9000, MAC, false))))
                .inPhase(VF)
                .on(FELL_BACK).inPhase(SYNTHETIC);
    }

    // Back.

    @Test
    void stopsSendingOnAVfThatDepartsBeforeItTellsTheHostAndReleasesItAfterTheCompletion() {
        onVf().on(DEPARTING).orders(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_SYNTHETIC).ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).orders(RELEASE).inPhase(SYNTHETIC);
    }

    @Test
    void releasesADepartingVfAtOnceWhenItDoesNotCarry() {
        joined().on(DEPARTING).orders(RELEASE).inPhase(SYNTHETIC);
    }

    @Test
    void obeysAHostThatForcesThePathWithoutASwitchOfItsOwn() {
        onVf().on(FORCED)
                .orders(new Action.StartTimer(TimerName.SWITCH_BACKOFF, 1, 1000), LEAVE_AT_ONCE)
                .on(ON_SYNTHETIC).orders(ANNOUNCE, RELEASE).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(ASK_VF);
    }

    @Test
    void tellsTheHostWhenTheDatapathFellBackByItself() {
        onVf().on(FELL_BACK).ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void givesAVfThatBecameFitAgainAFreshStart() {
        onVf().on(FELL_BACK, NOT_READY, ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).inPhase(SYNTHETIC)
                .on(READY).ordersAlso(new Action.CancelTimer(TimerName.SWITCH_BACKOFF), ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    void withdrawsASwitchThatIsNoLongerWantedAndWaitsForItsEnd() {
        switchingToVf().on(NOT_READY)
                .orders(new Tell(CHANNEL, new ChannelInput.SwitchWithdrawn(1))).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.VF, SwitchOutcome.WITHDRAWN)).inPhase(SYNTHETIC);
    }

    @Test
    void takesBackAnUnwantedSwitchThatTheHostCompleted() {
        switchingToVf().on(NOT_READY, ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .orders(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void takesBackAnUnwantedSwitchThatTimedOut() {
        switchingToVf().on(NOT_READY, ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .ordersAlso(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void sendsNothingMoreWhenAFlappingVfIsFitAgainBeforeTheHostAnswers() {
        switchingToVf().on(NOT_READY, READY).orders().on(ended(DataPath.VF, SwitchOutcome.COMPLETED))
                .orders(new OrderDatapath(TO_VF, false)).inPhase(SWITCHING_TO_VF);
    }

    @Test
    void leavesTheVfAgainWhenItBecameUnfitWhileTheDatapathMoved() {
        switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED), NOT_READY)
                .orders(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_VF).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ON_SYNTHETIC).ordersAlso(ASK_SYNTHETIC);
    }

    @Test
    void tellsAHostThatDidNotAnswerAgainAfterAPause() {
        onVf().on(NOT_READY, ON_SYNTHETIC, ended(DataPath.SYNTHETIC, SwitchOutcome.TIMED_OUT)).inPhase(SYNTHETIC)
                .on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).orders(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void leavesTheVfWhenTheChannelCloses() {
        onVf().on(CLOSED)
                .orders(LEAVE_AT_ONCE, new OrderDatapath(new DatapathOrder.DetachSyntheticPort(1), false))
                .on(ON_SYNTHETIC).orders(ANNOUNCE, RELEASE).inPhase(SYNTHETIC);
    }

    @Test
    void switchesAgainOnANewIncarnationWithItsOwnAssociation() {
        onVf().on(CLOSED, ON_SYNTHETIC, new MasterInput.ChannelOpened(2, "6.1", true)).inPhase(SYNTHETIC)
                .on(new MasterInput.VfAssociated(2, true, 2))
                .orders(new Tell(CHANNEL, new ChannelInput.SwitchRequested(2, DataPath.VF)));
    }

    @Test
    void takesAChannelOpenedAnewForAClosedOne() {
        onVf().on(new MasterInput.ChannelOpened(2, "6.1", true)).ordersAlso(LEAVE_AT_ONCE).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void closesTheVfAndThenTheReceiveSideOnceNothingLeavesOnItAnyMore() {
        onVf().on(ADMIN_DOWN)
                .orders(new OrderDatapath(new DatapathOrder.OpenMaster(false), false), LEAVE_AT_ONCE)
                .on(ON_SYNTHETIC, ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED))
                .orders(RELEASE, new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, DOWN)),
                        new Tell(CHANNEL, new ChannelInput.ReceiveModeRequested(false, false)));
    }

    @Test
    void opensTheReceiveSideBeforeTheVf() {
        given().on(STARTED, OPENED, PRESENTED, ADMIN_UP).orders(
                new OrderDatapath(new DatapathOrder.OpenMaster(true), false),
                new Tell(CHANNEL, new ChannelInput.ReceiveModeRequested(true, false)),
                new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, UP)));
    }

    @Test
    void givesTheVfTheNewMtuBeforeTheChannelIsOpenedAgain() {
        onVf().on(new MasterInput.MtuChanged(9000)).orders(
                LEAVE_AT_ONCE,
                new OrderDatapath(new DatapathOrder.DetachSyntheticPort(1), false),
                new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 9000, MAC, false))),
                new Tell(CHANNEL, new ChannelInput.MtuRequested(9000)));
    }

    @Test
    void goesBackToTheMtuThatTheHostCarries() {
        onVf().on(new MasterInput.MtuChanged(9000), new MasterInput.MtuRefused(9000, 1500, "refused")).orders(
                new Action.SetMasterMtu(9000, 1500),
                new Tell(OWNER_OF_VF, new VfInput.VfFollow(1, new VfSettings(true, 1500, MAC, false))))
                .on(new MasterInput.MtuChanged(1500)).because("noted before");
    }

    @Test
    void keepsAnMtuThatWasSetAfterTheRefusedOne() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new MasterInput.MtuRefused(9000, 1500, "refused")).because("noted before");
            settle(phase.get().on(new MasterInput.MtuRefused(1500, 1400, "refused")).ordersAlso(
                    new Action.SetMasterMtu(1500, 1400)));
        }
    }

    @Test
    void carriesNothingWhileTheHostsLinkIsDownAndStaysOnTheVf() {
        onVf().on(new MasterInput.HostLinkChanged(1, false))
                .orders(new Action.SetMasterCarrier(false), new OrderDatapath(new DatapathOrder.OpenMaster(false), false))
                .inPhase(VF);
    }

    /** What the system sent before that would find no way out: an ARP request is repeated a second later, DHCP much later. */
    @Test
    void hasNoCarrierUntilTheChannelIsOpen() {
        given().on(STARTED).ordersAlso(new Action.SetMasterCarrier(false))
                .on(OPENED).ordersAlso(new Action.SetMasterCarrier(true));
    }

    // Who its VF is.

    @Test
    void letsASecondVfWaitAndTakesItWhenTheFirstIsLost() {
        onVf().on(new MasterInput.VfPresented(OTHER_KEY, 2, netdev(8, OTHER_KEY))).orders().inPhase(VF)
                .on(LOST).ordersAlso(LEAVE_AT_ONCE, new OrderDatapath(DETACH, false),
                        new Tell(OwnerId.vf("eth0", OTHER_KEY), new VfInput.VfJoin(2, UP)))
                .inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void forgetsASpareThatIsLost() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get();
            MasterPhase before = run.state().phase();
            run.on(new MasterInput.VfPresented(OTHER_KEY, 2, netdev(8, OTHER_KEY)), new MasterInput.VfLost(OTHER_KEY, 2))
                    .inPhase(before);
            assertThat(run.state().spares()).isEmpty();
        }
    }

    @Test
    void takesANewerGenerationOfTheSameFunctionForThatFunctionPluggedAgain() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get().on(new MasterInput.VfPresented(KEY, 2, NETDEV));
            run.ordersAlso(new OrderDatapath(DETACH, false), new Tell(OWNER_OF_VF, new VfInput.VfJoin(2, UP)));
            assertThat(run.state().wishesVf()).isFalse();
        }
    }

    // What changes nothing, in every phase.

    @Test
    void isToldNothingNewByWhatItKnows() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            for (Input known : List.of(
                    ADMIN_UP, OPENED, ASSOCIATED, new MasterInput.MtuChanged(1500), new MasterInput.MacChanged(MAC),
                    new MasterInput.PromiscuousChanged(false), new MasterInput.HostLinkChanged(1, true))) {
                phase.get().on(known).because("noted before");
            }
            settle(phase.get().on(CLOSED)).on(CLOSED).because("noted before");
            phase.get().on(CLOSED).on(CLOSED);
        }
    }

    @Test
    void takesNoNoticeOfAnotherIncarnation() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            for (Input old : List.of(
                    new MasterInput.HostLinkChanged(7, false), new MasterInput.VfAssociated(7, false, 2),
                    new MasterInput.HostForcedPath(7, DataPath.SYNTHETIC), new MasterInput.ChannelClosed(7, "gone"),
                    new MasterInput.SwitchEnded(7, DataPath.VF, SwitchOutcome.COMPLETED))) {
                phase.get().on(old).because("stale: incarnation 7, now 1");
            }
        }
    }

    @Test
    void takesNoNoticeOfAVfThatIsNotItsOwn() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            for (Input other : List.of(
                    new MasterInput.VfReadiness(KEY, 9, false, "gone"), new MasterInput.VfDeparting(KEY, 9),
                    new MasterInput.VfLost(OTHER_KEY, 1))) {
                phase.get().on(other).because("not the VF of this NIC");
            }
        }
    }

    @Test
    void takesNoNoticeOfAnEndThatItDidNotAskFor() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get();
            DataPath notAsked = run.state().path().asked() == DataPath.SYNTHETIC ? DataPath.VF : DataPath.SYNTHETIC;
            run.on(ended(notAsked, SwitchOutcome.TIMED_OUT)).because("is under way");
            phase.get().on(new TimerFired(TimerName.SWITCH_BACKOFF, 99)).because("stale timer");
        }
    }

    /** A host completes a second request before one that is pending, and makes the pending one last. */
    @Test
    void takesBackASwitchThatTheHostMadeAfterItWasGivenUp() {
        switchingToVf().on(NOT_READY, ended(DataPath.VF, SwitchOutcome.TIMED_OUT),
                        ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED), new TimerFired(TimerName.SWITCH_BACKOFF, 1))
                .inPhase(SYNTHETIC)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).orders(ASK_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
        leavingVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    void takesAHostThatForcesTheVfForAnAnomaly() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new MasterInput.HostForcedPath(1, DataPath.VF)).because("anomaly");
        }
    }

    @Test
    void doesNothingBeforeItsStart() {
        for (Input early : List.of(ADMIN_UP, OPENED, new MasterInput.MtuChanged(9000), new MasterInput.MacChanged(MAC),
                new MasterInput.PromiscuousChanged(true), new MasterInput.HostLinkChanged(0, true),
                new MasterInput.VfAssociated(0, true, 2), new MasterInput.MtuRefused(9000, 1500, "refused"))) {
            given().on(early).because("does not run");
        }
        given().on(PRESENTED).because("does not run");
        given().on(STOP).because("stopping already");
    }

    // The same facts from every phase.

    @Test
    void endsOffTheVfFromEveryPhaseWhenSomethingNeededGoes() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            for (Input gone : List.of(ADMIN_DOWN, CLOSED, DISSOCIATED, NOT_READY, DEPARTING, LOST, FORCED, STOP,
                    new MasterInput.MtuChanged(9000), STARTED)) {
                MachineRun<MasterState> run = settle(phase.get().on(gone));
                run.inPhase(SYNTHETIC);
                assertThat(run.state().path().host()).as("host after %s", gone).isEqualTo(DataPath.SYNTHETIC);
            }
        }
    }

    @Test
    void endsOnTheVfFromEveryPhaseWhenNothingIsMissing() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            settle(phase.get().on(new MasterInput.MacChanged(MacAddress.parse("02:00:00:00:00:09")),
                    new MasterInput.PromiscuousChanged(true), new MasterInput.HostLinkChanged(1, false), READY,
                    new MasterInput.VfAssociated(1, true, 3), applied(new DatapathOrder.AnnouncePeers(), true)))
                    .inPhase(VF);
        }
    }

    @Test
    void opensANewIncarnationFromEveryPhase() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            settle(phase.get().on(new MasterInput.ChannelOpened(2, "5.0", true))).inPhase(SYNTHETIC);
        }
    }

    @Test
    void stopsOnceTheVfIsLeftAndLetsItGo() {
        MachineRun<MasterState> run = onVf().on(STOP).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(STOP).because("stopping already")
                .on(PRESENTED).because("does not run")
                .on(ON_SYNTHETIC).on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED))
                .ordersAlso(RELEASE, new Tell(CHANNEL, new ChannelInput.ReceiveModeRequested(false, false)),
                        new Tell(OWNER_OF_VF, new VfInput.VfDismissed(1)), new OrderDatapath(DETACH, false));
        assertThat(run.state().stopped()).isTrue();
    }

    @Test
    void knowsThatAFallBackIsUnderWayAlready() {
        synthetic().on(FELL_BACK).because("left already");
        switchingToVf().on(FELL_BACK).because("left already");
        switchingToSynthetic().on(FELL_BACK).because("left already");
    }

    @Test
    void endsAPauseWhileItIsStillSwitchingBack() {
        onVf().on(FELL_BACK).on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    // Flapping.

    @Test
    void staysOnSyntheticWhenTheVfComesAndGoesTooOftenUntilItHasBeenQuiet() {
        MachineRun<MasterState> run = given().on(new MasterInput.MasterStarted(FACTS.withFlapLimit(3, 30_000)),
                ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED);
        settle(run).inPhase(VF);
        settle(run.on(NOT_READY).ordersAlso(new Action.StartTimer(TimerName.FLAP_DECAY, 1, 30_000)));
        settle(run.on(READY, NOT_READY));
        settle(run.on(READY)).inPhase(VF);
        settle(run.on(NOT_READY).on(READY));
        settle(run).on(NOT_READY, READY);
        assertThat(settle(run).inPhase(SYNTHETIC).state().damped()).isTrue();

        run.on(new TimerFired(TimerName.FLAP_DECAY, 1)).ordersAlso(new Action.StartTimer(TimerName.FLAP_DECAY, 2, 30_000));
        while (run.state().damped()) {
            run.on(new TimerFired(TimerName.FLAP_DECAY, run.state().flaps().generation()));
        }
        run.ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    void forgetsFlapsInEveryPhase() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new TimerFired(TimerName.FLAP_DECAY, 7)).because("stale timer");
            MasterState state = phase.get().state();
            phase.get().on(new TimerFired(TimerName.FLAP_DECAY, state.flaps().generation())).inPhase(state.phase());
        }
    }

    // Given a master in each phase, with everything there that carrying needs.

    private List<Supplier<MachineRun<MasterState>>> phases() {
        return List.of(this::synthetic, this::switchingToVf, this::onVf, this::switchingToSynthetic, this::leavingVf);
    }

    private MachineRun<MasterState> joined() {
        return given().on(STARTED, ADMIN_UP, OPENED, PRESENTED);
    }

    /** At rest on synthetic, in a pause. */
    private MachineRun<MasterState> synthetic() {
        return switchingToVf().on(ended(DataPath.VF, SwitchOutcome.RING_FULL)).inPhase(SYNTHETIC);
    }

    private MachineRun<MasterState> switchingToVf() {
        return given().on(STARTED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED).inPhase(SWITCHING_TO_VF);
    }

    private MachineRun<MasterState> onVf() {
        return switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED), ON_VF).inPhase(VF);
    }

    private MachineRun<MasterState> switchingToSynthetic() {
        return onVf().on(NOT_READY, ON_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    /** Ordered off the VF by a passing unfitness; the datapath has not answered. */
    private MachineRun<MasterState> leavingVf() {
        return onVf().on(NOT_READY, READY).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    /** Answers what is under way, as a host and a datapath that obey would, until nothing is; ends pauses too. */
    private static MachineRun<MasterState> settle(MachineRun<MasterState> run) {
        for (int round = 0; round < 20; round++) {
            MasterState state = run.state();
            MasterState.Path path = state.path();
            if (path.unacknowledged() > 0) {
                boolean attached = state.vf() != null && state.vf().attached();
                boolean toVf = path.ordered() == DataPath.VF && path.unacknowledged() == 1;
                run.on(toVf ? applied(TO_VF, attached) : ON_SYNTHETIC);
            } else if (path.asked() != null) {
                run.on(new MasterInput.SwitchEnded(state.synthetic().incarnation(), path.asked(), SwitchOutcome.COMPLETED));
            } else if (state.backoff().running() && state.wishesVf()) {
                run.on(new TimerFired(TimerName.SWITCH_BACKOFF, state.backoff().generation()));
            } else {
                return run;
            }
        }
        throw new AssertionError("does not come to rest: " + run.state());
    }

    private static Input ended(DataPath path, SwitchOutcome outcome) {
        return new MasterInput.SwitchEnded(1, path, outcome);
    }

    private static Input applied(DatapathOrder order, boolean changed) {
        return new MasterInput.DatapathApplied(order, changed, Checkpoint.ZERO);
    }

    private static Netdev netdev(int ifindex, String pciAddress) {
        return new Netdev(ifindex, "enP2s1", MAC, MAC, true, true, 1500, "", pciAddress, "2", false, 0);
    }
}
