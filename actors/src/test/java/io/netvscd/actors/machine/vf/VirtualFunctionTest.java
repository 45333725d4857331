package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.down;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMac;
import static io.netvscd.actors.machine.Netdevs.withMtu;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.Netdevs.withoutCarrier;
import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.DEPARTING;
import static io.netvscd.actors.machine.vf.VfPhase.GONE;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.LetGo;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput.VfDeparting;
import io.netvscd.journal.vocabulary.MasterInput.VfLost;
import io.netvscd.journal.vocabulary.MasterInput.VfPresented;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent.Appeared;
import io.netvscd.journal.vocabulary.VfEvent.Carrying;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.DepartureBegun;
import io.netvscd.journal.vocabulary.VfEvent.Dismissed;
import io.netvscd.journal.vocabulary.VfEvent.Joined;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.ServiceNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingRefused;
import io.netvscd.journal.vocabulary.VfEvent.SettingTaken;
import io.netvscd.journal.vocabulary.VfEvent.SettingsChanged;
import io.netvscd.journal.vocabulary.VfEvent.TakenOver;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfDismissed;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VirtualFunctionTest extends VirtualFunctionFixture {
    @Nested
    class Appears {
        @Test
        void andIsPresentedToItsMaster() {
            given().on(new VfAppeared(1, vf(7), 100))
                    .decides(new Appeared(1, vf(7), 100))
                    .orders(tell(new VfPresented(KEY, 1, vf(7))))
                    .inPhase(PRESENT);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
        void anewWhileTheOldOneIsThere(VfPhase phase) {
            in(phase).on(new VfAppeared(2, vf(9), 100))
                    .decides(new Vanished(), new Appeared(2, vf(9), 100))
                    .ordersAlso(tell(new VfLost(KEY, 1)), tell(new VfPresented(KEY, 2, vf(9))))
                    .inPhase(PRESENT);
        }

        @ParameterizedTest
        @EnumSource
        void onceInEachGeneration(VfPhase phase) {
            in(phase).on(new VfAppeared(1, vf(7), 100)).because("stale: VF generation 1, now 1").inPhase(phase);
        }

        @Test
        void andIsPresentedAgainOnceItsPermanentAddressIsFilledIn() {
            Netdev early = withPermanentMac(vf(7), MacAddress.ZERO);
            given().on(new VfAppeared(1, early, 100), seen(up(early))).decides(new NetdevChanged(up(early))).orders()
                    .on(seen(vf(7))).decides(new NetdevChanged(vf(7))).orders(tell(new VfPresented(KEY, 1, vf(7))));
        }
    }

    @Nested
    class Joins {
        @Test
        void isolatedAndNotConfiguredBeforeTheTakeoverDelayIsOver() {
            in(PRESENT).on(new VfJoin(1, UP))
                    .decides(new Joined(UP))
                    .orders(set(NetdevSetting.ISOLATION, 1), new StartTimer(TimerName.TAKEOVER, 1, 100))
                    .inPhase(JOINED)
                    .on(seen(named(vf(7), "enP1"))).decides(new NetdevChanged(named(vf(7), "enP1"))).orders();
        }

        @Test
        void andIsConfiguredInTheKernelsOrder() {
            Netdev other = withMac(withMtu(vf(7), 9000), OTHER_MAC);
            given().on(new VfAppeared(1, other, 100), new VfJoin(1, new VfSettings(true, 1500, MAC, true)), TAKEOVER)
                    .decides(new TakenOver(), new ReadinessNoted(false, "down"))
                    .orders(set(NetdevSetting.MTU, 1500), set(NetdevSetting.MAC, MAC.bits()),
                            set(NetdevSetting.PROMISCUOUS, 1), set(NetdevSetting.ADMIN, 1), unfit("down"))
                    .inPhase(STANDBY);
        }

        /** Incident 22. */
        @Test
        void butIsNotOpenedWhileTheMasterIsDown() {
            in(JOINED).on(new VfFollow(1, DOWN)).decides(new SettingsChanged(DOWN)).orders()
                    .on(TAKEOVER).decides(new TakenOver(), new ReadinessNoted(false, "master down"))
                    .orders(unfit("master down"))
                    .on(new VfFollow(1, UP)).ordersAlso(set(NetdevSetting.ADMIN, 1), unfit("down"))
                    .on(seen(up(vf(7)))).orders(ready());
        }

        /** Incident 20. */
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"GONE", "JOINED"})
        void onceAndALateTakeoverTimerChangesNothing(VfPhase phase) {
            in(phase).on(TAKEOVER).because("late: TAKEOVER").inPhase(phase);
        }

        @Test
        void andATimerWithoutARefusalChangesNothing() {
            in(JOINED).on(UPKEEP).because("late: UPKEEP");
        }

        @Test
        void againWithoutANewDelay() {
            in(JOINED).on(new VfJoin(1, UP)).because("settings already")
                    .on(new VfJoin(1, JUMBO)).decides(new SettingsChanged(JUMBO)).orders().inPhase(JOINED);
        }

        @Test
        void againAndSaysAgainHowFitItIs() {
            in(STANDBY).on(new VfJoin(1, UP)).decides(new ReadinessNoted(true, "")).orders(ready());
            in(ACTIVE).on(new VfJoin(1, DOWN))
                    .decides(new CarryingEnded(), new SettingsChanged(DOWN), new ReadinessNoted(false, "master down"))
                    .orders(set(NetdevSetting.ADMIN, 0), unfit("master down"))
                    .inPhase(STANDBY);
        }

        @Test
        void againAndSaysAgainThatItDeparts() {
            in(DEPARTING).on(new VfJoin(1, UP)).decides().orders(tell(new VfDeparting(KEY, 1)))
                    .on(new VfJoin(1, JUMBO)).decides(new SettingsChanged(JUMBO)).orders(tell(new VfDeparting(KEY, 1)));
        }
    }

    @Nested
    class Follows {
        @ParameterizedTest
        @EnumSource(names = {"STANDBY", "ACTIVE"})
        void whatChangedInItsMasterAndNothingElse(VfPhase phase) {
            in(phase).on(new VfFollow(1, new VfSettings(true, 9000, OTHER_MAC, true)))
                    .ordersAlso(set(NetdevSetting.MTU, 9000), set(NetdevSetting.MAC, OTHER_MAC.bits()),
                            set(NetdevSetting.PROMISCUOUS, 1), unfit("mtu 1500, master 9000"))
                    .ordersNo(StartTimer.class)
                    .on(seen(withMtu(up(vf(7)), 9000))).orders(ready())
                    .inPhase(phase);
        }

        @ParameterizedTest
        @EnumSource(names = {"STANDBY", "ACTIVE"})
        void theMastersAdminState(VfPhase phase) {
            in(phase).on(new VfFollow(1, DOWN)).orders(set(NetdevSetting.ADMIN, 0), unfit("master down"))
                    .on(new VfFollow(1, DOWN)).because("settings already");
        }

        @ParameterizedTest
        @EnumSource(names = {"JOINED", "DEPARTING"})
        void laterWhatIsSetWhileItIsNotConfigured(VfPhase phase) {
            in(phase).on(new VfFollow(1, JUMBO)).decides(new SettingsChanged(JUMBO)).orders()
                    .on(new VfFollow(1, JUMBO)).because("settings already");
        }

        /** Incident 90: an operator's word on the VF itself is honoured, as the kernel does. */
        @ParameterizedTest
        @EnumSource(names = {"STANDBY", "ACTIVE"})
        void anOperatorWhoSetsItDownAndUpByHand(VfPhase phase) {
            in(phase).on(seen(down(vf(7))))
                    .decides(new NetdevChanged(down(vf(7))), new WarningRaised("set down by hand"),
                            new ReadinessNoted(false, "down"))
                    .orders(unfit("down"))
                    .on(seen(up(vf(7))))
                    .decides(new NetdevChanged(up(vf(7))), new WarningCleared("set down by hand"),
                            new ReadinessNoted(true, ""))
                    .orders(ready());
        }

        @Test
        void itsMasterDownWithoutAWarning() {
            in(STANDBY).on(new VfFollow(1, DOWN), seen(down(vf(7)))).decides(new NetdevChanged(down(vf(7)))).orders();
        }

        @Test
        void itsMasterInMtuWithoutTouchingWhatWasSetByHand() {
            in(STANDBY).on(seen(down(vf(7))), new VfFollow(1, JUMBO))
                    .decides(new SettingsChanged(JUMBO)).orders(set(NetdevSetting.MTU, 9000));
        }
    }

    @Nested
    class SaysHowFitItIs {
        @Test
        void onceItIsUpWithCarrierAndTheMastersMtu() {
            in(JOINED).on(TAKEOVER).orders(set(NetdevSetting.ADMIN, 1), unfit("down"))
                    .on(seen(withoutCarrier(vf(7)))).orders(unfit("no carrier"))
                    .on(seen(up(vf(7)))).orders(ready())
                    .on(seen(named(up(vf(7)), "enP1"))).decides(new NetdevChanged(named(up(vf(7)), "enP1"))).orders();
        }

        /** Incident 25: larger frames would be lost in silence. */
        @Test
        void andStaysOffWhileItRefusesTheMastersMtu() {
            in(JOINED, JUMBO).on(TAKEOVER).ordersAlso(set(NetdevSetting.MTU, 9000), set(NetdevSetting.ADMIN, 1))
                    .on(new VfNetdevResult(1, NetdevSetting.MTU, EINVAL))
                    .decides(new SettingRefused(NetdevSetting.MTU, EINVAL), new WarningRaised("mtu refused: errno 22"))
                    .orders(upkeep(VfTurn.RETRY_MS))
                    .on(seen(up(vf(7)))).orders(unfit("mtu 1500, master 9000"))
                    .on(UPKEEP).orders(set(NetdevSetting.MTU, 9000))
                    .on(new VfNetdevResult(1, NetdevSetting.MTU, 0))
                    .decides(new SettingTaken(NetdevSetting.MTU), new WarningCleared("mtu refused: errno 22"))
                    .on(seen(withMtu(up(vf(7)), 9000))).orders(ready());
        }

        @Test
        void andStaysOffWhileItsAddressOrItsIsolationIsRefused() {
            in(STANDBY).on(new VfNetdevResult(1, NetdevSetting.ISOLATION, EINVAL)).ordersAlso(unfit("not isolated"))
                    .on(new VfNetdevResult(1, NetdevSetting.ISOLATION, 0)).orders(ready())
                    .on(new VfFollow(1, new VfSettings(true, 1500, OTHER_MAC, false)))
                    .on(new VfNetdevResult(1, NetdevSetting.MAC, EINVAL))
                    .ordersAlso(unfit("mac 00:15:5d:0a:00:01, master 00:15:5d:0a:00:02"));
        }

        /** Incident 79. */
        @ParameterizedTest
        @EnumSource(names = {"STANDBY", "ACTIVE"})
        void duringAServiceResetThatItOutlives(VfPhase phase) {
            in(phase).on(new VfService(1, ServiceState.RECOVERING))
                    .decides(new ServiceNoted(ServiceState.RECOVERING), new ReadinessNoted(false, "recovering"))
                    .orders(unfit("recovering"))
                    .on(new VfService(1, ServiceState.RECOVERING)).because("known to be RECOVERING")
                    .on(new VfService(1, ServiceState.RECOVERED)).orders(ready())
                    .inPhase(phase);
        }

        @ParameterizedTest
        @EnumSource(names = {"PRESENT", "JOINED"})
        void afterTheTakeoverOnly(VfPhase phase) {
            in(phase).on(new VfService(1, ServiceState.RECOVERING)).decides(new ServiceNoted(ServiceState.RECOVERING))
                    .orders()
                    .on(new VfService(1, ServiceState.RECOVERING)).because("known to be RECOVERING");
        }

        @Test
        void thatItFailedBeforeItWasJoined() {
            in(PRESENT).on(new VfService(1, ServiceState.FAILED), new VfJoin(1, UP), TAKEOVER)
                    .ordersAlso(unfit("failed"));
        }
    }

    @Nested
    class Settings {
        /** Incident 24. */
        @ParameterizedTest
        @EnumSource(names = {"JOINED", "STANDBY", "ACTIVE"})
        void thatAreRefusedAreTriedAgain(VfPhase phase) {
            NetdevSetting setting = phase == JOINED ? NetdevSetting.ISOLATION : NetdevSetting.ADMIN;
            in(phase).on(new VfNetdevResult(1, setting, EINVAL)).ordersAlso(upkeep(VfTurn.RETRY_MS))
                    .on(UPKEEP).orders(set(setting, 1))
                    .on(new VfNetdevResult(1, setting, 0)).inPhase(phase)
                    .on(UPKEEP).because("late: UPKEEP");
        }

        @ParameterizedTest
        @EnumSource(names = {"JOINED", "STANDBY", "ACTIVE", "DEPARTING"})
        void thatAreTakenAreNoted(VfPhase phase) {
            in(phase).on(new VfNetdevResult(1, NetdevSetting.ADMIN, 0)).decides(new SettingTaken(NetdevSetting.ADMIN))
                    .orders();
        }

        @Test
        void thatComeTrueByOtherMeansEndTheirWarning() {
            in(JOINED).on(TAKEOVER, new VfNetdevResult(1, NetdevSetting.ADMIN, EINVAL), seen(up(vf(7))))
                    .decides(new NetdevChanged(up(vf(7))), new SettingTaken(NetdevSetting.ADMIN),
                            new WarningCleared("admin refused: errno 22"), new ReadinessNoted(true, ""));
        }

        @Test
        void thatAreRefusedForAnotherReasonHaveOneWarning() {
            MachineRun<VfState> run = in(STANDBY).on(new VfNetdevResult(1, NetdevSetting.MTU, EINVAL),
                    new VfNetdevResult(1, NetdevSetting.MTU, 16));
            assertThat(run.state().warnings()).containsExactly("mtu refused: errno 16");
        }

        @Test
        void thatAreRefusedWhileItDepartsLeaveTheDeparturesTimerAlone() {
            in(DEPARTING).on(new VfNetdevResult(1, NetdevSetting.ADMIN, EINVAL))
                    .decides(new SettingRefused(NetdevSetting.ADMIN, EINVAL),
                            new WarningRaised("admin refused: errno 22"))
                    .orders();
        }

        @Test
        void ofANetdevThatIsNobodysSlaveConcernNobody() {
            in(PRESENT).on(new VfNetdevResult(1, NetdevSetting.ISOLATION, EINVAL))
                    .because("ISOLATION came to errno 22");
        }
    }

    @Nested
    class Carries {
        @Test
        void fromActivationToRelease() {
            in(STANDBY).on(new VfActivated(1)).decides(new Carrying()).orders().inPhase(ACTIVE)
                    .on(new VfActivated(1)).because("already")
                    .on(new VfReleased(1)).decides(new CarryingEnded()).orders().inPhase(STANDBY)
                    .on(new VfReleased(1)).because("does not carry");
            in(JOINED).on(new VfReleased(1)).because("does not carry");
        }

        @ParameterizedTest
        @EnumSource(names = {"PRESENT", "JOINED"})
        void notBeforeItIsConfigured(VfPhase phase) {
            in(phase).on(new VfActivated(1)).isRefused();
        }
    }

    @Nested
    class Departs {
        /** Incident 41: the guest lets go only once nothing leaves on it any more. */
        @Test
        void onceItsMasterHasLeftIt() {
            in(ACTIVE).on(new VfGoingDown(1))
                    .decides(new DepartureBegun("going down"))
                    .orders(upkeep(VfTurn.DEPARTURE_MS), tell(new VfDeparting(KEY, 1)))
                    .inPhase(DEPARTING)
                    .on(new VfGoingDown(1)).because("departing already")
                    .on(new VfActivated(1)).because("departing")
                    .on(new VfReleased(1)).decides(new CarryingEnded()).orders(new LetGo(7, 1)).inPhase(DEPARTING)
                    .on(new VfReleased(1)).because("released before")
                    .on(seen(down(vf(7)))).decides(new NetdevChanged(down(vf(7)))).orders()
                    .on(new VfVanished(1)).decides(new Vanished())
                    .orders(new CancelTimer(TimerName.UPKEEP), tell(new VfLost(KEY, 1))).inPhase(GONE);
        }

        @Test
        void duringTheTakeoverDelayWithoutATakeover() {
            in(JOINED).on(new VfGoingDown(1))
                    .orders(new CancelTimer(TimerName.TAKEOVER), upkeep(VfTurn.DEPARTURE_MS),
                            tell(new VfDeparting(KEY, 1)))
                    .on(TAKEOVER).because("late: TAKEOVER").inPhase(DEPARTING);
        }

        @Test
        void fromStandby() {
            in(STANDBY).on(new VfGoingDown(1)).ordersAlso(tell(new VfDeparting(KEY, 1))).inPhase(DEPARTING);
        }

        @Test
        void atOnceWhenItIsNobodysSlave() {
            in(PRESENT).on(new VfGoingDown(1)).decides().orders(new LetGo(7, 1)).inPhase(PRESENT);
        }

        /** Incident 40. */
        @Test
        void andStandsByAgainWhenItComesBackUp() {
            in(DEPARTING).on(new VfReleased(1), seen(down(vf(7))), seen(up(vf(7))))
                    .decides(new NetdevChanged(up(vf(7))), new TakenOver(), new ReadinessNoted(true, ""))
                    .orders(new CancelTimer(TimerName.UPKEEP), set(NetdevSetting.MTU, 1500),
                            set(NetdevSetting.PROMISCUOUS, 0), set(NetdevSetting.ADMIN, 1), ready())
                    .inPhase(STANDBY);
        }

        @Test
        void andStandsByAgainOnceReleasedWhenItCameBackBefore() {
            in(DEPARTING).on(seen(down(vf(7))), seen(up(vf(7)))).inPhase(DEPARTING)
                    .on(new VfReleased(1))
                    .ordersAlso(new LetGo(7, 1), ready())
                    .inPhase(STANDBY);
        }

        @Test
        void andIsNotTakenForBackWhileItIsMerelyStillUp() {
            in(DEPARTING).on(new VfReleased(1), seen(named(up(vf(7)), "enP1"))).orders().inPhase(DEPARTING);
        }

        @Test
        void andTakesItsMastersAddressWhenItIsBack() {
            in(DEPARTING).on(new VfFollow(1, new VfSettings(true, 1500, OTHER_MAC, false)), new VfReleased(1))
                    .on(seen(down(vf(7))), seen(up(vf(7)))).ordersAlso(set(NetdevSetting.MAC, OTHER_MAC.bits()));
        }

        @Test
        void andFollowsItsMasterWhenItIsBack() {
            in(DEPARTING).on(new VfFollow(1, JUMBO), new VfReleased(1), seen(down(vf(7))), seen(up(vf(7))))
                    .ordersAlso(set(NetdevSetting.MTU, 9000), unfit("mtu 1500, master 9000"));
        }

        @Test
        void unlessItNeverGoes() {
            in(DEPARTING).on(UPKEEP).decides().orders(upkeep(VfTurn.DEPARTURE_MS)).inPhase(DEPARTING)
                    .on(new VfReleased(1), UPKEEP).decides(new TakenOver(), new ReadinessNoted(true, ""))
                    .ordersAlso(set(NetdevSetting.MTU, 1500), ready())
                    .inPhase(STANDBY);
        }

        /** Incident 90: whoever set it down is not fought. */
        @Test
        void unlessItIsMerelyDown() {
            in(DEPARTING).on(new VfFollow(1, JUMBO), new VfReleased(1), seen(down(vf(7))), UPKEEP)
                    .decides(new TakenOver(), new WarningRaised("set down by hand"), new ReadinessNoted(false, "down"))
                    .orders(set(NetdevSetting.MTU, 9000), set(NetdevSetting.PROMISCUOUS, 0), unfit("down"))
                    .inPhase(STANDBY);
        }

        @Test
        void andIsNotTakenForBackWhenItCameUpAndWentDownAgain() {
            in(DEPARTING).on(seen(down(vf(7))), seen(up(vf(7))), seen(down(vf(7))), new VfReleased(1))
                    .inPhase(DEPARTING);
        }

        @Test
        void whenItFailedAndWaitsForItsReleaseOnceRepaired() {
            in(ACTIVE).on(new VfService(1, ServiceState.FAILED), UPKEEP, new VfService(1, ServiceState.RECOVERED))
                    .orders(upkeep(VfTurn.DEPARTURE_MS)).inPhase(DEPARTING)
                    .on(new VfReleased(1)).ordersAlso(new LetGo(7, 1), ready()).inPhase(STANDBY);
        }

        /** Incident 79. */
        @ParameterizedTest
        @EnumSource(names = {"JOINED", "STANDBY", "ACTIVE"})
        void whenItFailedAndReturnsOnlyRepaired(VfPhase phase) {
            in(phase).on(seen(up(vf(7))), new VfService(1, ServiceState.FAILED))
                    .decides(new ServiceNoted(ServiceState.FAILED), new DepartureBegun("failed"))
                    .ordersAlso(tell(new VfDeparting(KEY, 1))).inPhase(DEPARTING)
                    .on(new VfService(1, ServiceState.FAILED)).because("known to be FAILED")
                    .on(new VfReleased(1), UPKEEP).because("late: UPKEEP")
                    .on(seen(down(vf(7)))).inPhase(DEPARTING)
                    .on(new VfService(1, ServiceState.RECOVERED)).ordersAlso(set(NetdevSetting.ADMIN, 1), unfit("down"))
                    .inPhase(STANDBY);
        }

        @Test
        void andNotesAServiceResetMeanwhile() {
            in(DEPARTING).on(new VfService(1, ServiceState.RECOVERING))
                    .decides(new ServiceNoted(ServiceState.RECOVERING))
                    .orders().inPhase(DEPARTING);
        }
    }

    @Nested
    class Vanishes {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
        void andItsMasterIsTold(VfPhase phase) {
            in(phase).on(new VfVanished(1)).decides(new Vanished()).ordersAlso(tell(new VfLost(KEY, 1))).inPhase(GONE);
        }

        @Test
        void withItsTimers() {
            in(JOINED).on(new VfNetdevResult(1, NetdevSetting.ISOLATION, EINVAL), new VfVanished(1))
                    .orders(new CancelTimer(TimerName.TAKEOVER), new CancelTimer(TimerName.UPKEEP),
                            tell(new VfLost(KEY, 1)));
        }

        @Test
        void andNothingThatCrossedItMatters() {
            List<Input> late = List.of(new VfChanged(1, vf(7)), new VfGoingDown(1), new VfVanished(1),
                    new VfService(1, ServiceState.FAILED), new VfAddress(1, "10.0.0.1", true), new VfJoin(1, UP),
                    new VfFollow(1, UP), new VfActivated(1), new VfReleased(1), new VfDismissed(1),
                    new VfNetdevResult(1, NetdevSetting.MTU, 0), TAKEOVER);
            for (Input input : late) {
                in(GONE).on(input).because("gone").inPhase(GONE);
            }
        }

        /** Incident 135. */
        @ParameterizedTest
        @EnumSource
        void andNothingOfAnotherGenerationMatters(VfPhase phase) {
            List<Input> stale = List.of(new VfChanged(9, vf(7)), new VfGoingDown(9),
                    new VfService(9, ServiceState.FAILED), new VfAddress(9, "10.0.0.1", true), new VfJoin(9, UP),
                    new VfFollow(9, UP), new VfActivated(9), new VfReleased(9), new VfDismissed(9),
                    new VfNetdevResult(9, NetdevSetting.MTU, 0), new TimerFired(TimerName.TAKEOVER, 9));
            MachineRun<VfState> run = in(phase);
            for (Input input : stale) {
                run.on(input).because("stale: VF generation 9, now 1").inPhase(phase);
            }
            run.on(new VfVanished(0)).because("stale: VF generation 0, now 1").inPhase(phase);
        }

        /** A crash may have lost the appearance between; what is gone now was gone before. */
        @Test
        void withAnAppearanceThatItNeverHeardOf() {
            in(ACTIVE).on(new VfVanished(2)).orders(tell(new VfLost(KEY, 1))).inPhase(GONE);
        }
    }

    @Nested
    class IsDismissed {
        @ParameterizedTest
        @EnumSource(names = {"STANDBY", "ACTIVE"})
        void toAnOrdinaryNetdev(VfPhase phase) {
            in(phase).on(new VfDismissed(1)).decides(new Dismissed()).orders(set(NetdevSetting.ISOLATION, 0))
                    .inPhase(PRESENT)
                    .on(new VfDismissed(1)).because("nobody's slave")
                    .on(new VfJoin(1, UP)).inPhase(JOINED);
        }

        @Test
        void duringTheTakeoverDelay() {
            in(JOINED).on(new VfDismissed(1))
                    .orders(new CancelTimer(TimerName.TAKEOVER), set(NetdevSetting.ISOLATION, 0));
        }

        @Test
        void whileItDepartsAndMayGo() {
            in(DEPARTING).on(new VfDismissed(1))
                    .orders(new CancelTimer(TimerName.UPKEEP), set(NetdevSetting.ISOLATION, 0), new LetGo(7, 1));
            in(DEPARTING).on(new VfReleased(1), new VfDismissed(1)).ordersNo(Action.LetGo.class);
        }

        /** Incident 144. */
        @Test
        void withoutThePromiscuousModeOfItsMaster() {
            in(STANDBY, new VfSettings(true, 1500, MAC, true)).on(new VfDismissed(1))
                    .orders(set(NetdevSetting.PROMISCUOUS, 0), set(NetdevSetting.ISOLATION, 0));
        }

        @Test
        void withoutWarningsThatConcernedItAsASlave() {
            MachineRun<VfState> run = in(STANDBY).on(new VfAddress(1, "10.0.0.1", true),
                    new VfNetdevResult(1, NetdevSetting.MTU, EINVAL), new VfDismissed(1));
            assertThat(run.state().warnings()).containsExactly("address 10.0.0.1 on the VF");
        }
    }

    @Nested
    class Warns {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
        void ofAnAddressUntilItIsTakenOff(VfPhase phase) {
            in(phase).on(new VfAddress(1, "10.0.0.1", true)).decides(new WarningRaised("address 10.0.0.1 on the VF"))
                    .orders()
                    .on(new VfAddress(1, "10.0.0.1", true)).because("is known")
                    .on(new VfAddress(1, "10.0.0.1", false)).decides(new WarningCleared("address 10.0.0.1 on the VF"))
                    .on(new VfAddress(1, "10.0.0.1", false)).because("was not known")
                    .inPhase(phase);
        }
    }
}
