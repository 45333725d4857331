package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.down;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.DEPARTING;
import static io.netvscd.actors.machine.vf.VfPhase.GONE;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.park;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.ready;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.seen;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.set;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.tell;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.unfit;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.upkeep;

import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.LetGo;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.MasterInput.VfDeparting;
import io.netvscd.journal.vocabulary.MasterInput.VfLost;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.DepartureBegun;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceNoted;
import io.netvscd.journal.vocabulary.VfEvent.Joined;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.ServiceNoted;
import io.netvscd.journal.vocabulary.VfEvent.TakenOver;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.VfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A VF that announces that it goes. */
interface DepartureCases extends VirtualFunctionFixture {
    /** Incident 41: the guest lets go only once nothing leaves on it any more. */
    @Test
    default void departsOnceItsMasterHasLeftIt() {
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
    default void departsDuringTheTakeoverDelayWithoutATakeover() {
        in(JOINED).on(new VfGoingDown(1))
                .orders(new CancelTimer(TimerName.TAKEOVER), upkeep(VfTurn.DEPARTURE_MS),
                        tell(new VfDeparting(KEY, 1)))
                .on(TAKEOVER).because("late: TAKEOVER").inPhase(DEPARTING);
    }

    @Test
    default void departsDuringTheTakeoverDelayWhichBeginsAnewWhenItIsBack() {
        in(JOINED).on(new VfService(1, ServiceState.FAILED), new VfReleased(1))
                .on(new VfService(1, ServiceState.RECOVERED))
                .decides(new ServiceNoted(ServiceState.RECOVERED), new Joined(UP))
                .orders(new CancelTimer(TimerName.UPKEEP), set(NetdevSetting.ISOLATION, 1),
                        new StartTimer(TimerName.TAKEOVER, 1, 100))
                .inPhase(JOINED)
                .on(TAKEOVER).inPhase(STANDBY);
    }

    @Test
    default void departsFromStandby() {
        in(STANDBY).on(new VfGoingDown(1)).ordersAlso(tell(new VfDeparting(KEY, 1))).inPhase(DEPARTING);
    }

    @Test
    default void departsAtOnceWhenItIsNobodysSlave() {
        in(PRESENT).on(new VfGoingDown(1)).decides().orders(new LetGo(7, 1)).inPhase(PRESENT);
    }

    /** Incident 40. */
    @Test
    default void departsAndStandsByAgainWhenItComesBackUp() {
        in(DEPARTING).on(new VfReleased(1), seen(down(vf(7))), seen(up(vf(7))))
                .decides(new NetdevChanged(up(vf(7))), new TakenOver(), new ReadinessNoted(true, ""))
                .orders(new CancelTimer(TimerName.UPKEEP), set(NetdevSetting.MTU, 1500),
                        set(NetdevSetting.PROMISCUOUS, 0), park(), set(NetdevSetting.ADMIN, 1), ready())
                .inPhase(STANDBY);
    }

    @Test
    default void departsAndStandsByAgainOnceReleasedWhenItCameBackBefore() {
        in(DEPARTING).on(seen(down(vf(7))), seen(up(vf(7)))).inPhase(DEPARTING)
                .on(new VfReleased(1))
                .ordersAlso(new LetGo(7, 1), ready())
                .inPhase(STANDBY);
    }

    @Test
    default void departsAndIsNotTakenForBackWhileItIsMerelyStillUp() {
        in(DEPARTING).on(new VfReleased(1), seen(named(up(vf(7)), "enP1"))).orders().inPhase(DEPARTING);
    }

    /** It is our own order that opens it, given before it said so. */
    @Test
    default void departsAndIsNotTakenForBackWhenItIsOpenedByAnOrderThatItCrossed() {
        in(STANDBY).on(seen(down(vf(7))), new VfGoingDown(1), new VfReleased(1), seen(up(vf(7)))).orders().inPhase(DEPARTING)
                .on(seen(down(vf(7))), seen(up(vf(7)))).ordersAlso(ready()).inPhase(STANDBY);
    }

    @Test
    default void departsAndTakesItsMastersAddressWhenItIsBack() {
        in(DEPARTING).on(new VfFollow(1, new VfSettings(true, 1500, OTHER_MAC, false)), new VfReleased(1))
                .on(seen(down(vf(7))), seen(up(vf(7)))).ordersAlso(set(NetdevSetting.MAC, OTHER_MAC.bits()));
    }

    @Test
    default void departsAndFollowsItsMasterWhenItIsBack() {
        in(DEPARTING).on(new VfFollow(1, JUMBO), new VfReleased(1), seen(down(vf(7))), seen(up(vf(7))))
                .ordersAlso(set(NetdevSetting.MTU, 9000), unfit("mtu 1500, master 9000"));
    }

    @Test
    default void departsUnlessItNeverGoes() {
        in(DEPARTING).on(UPKEEP).decides().orders(upkeep(VfTurn.DEPARTURE_MS)).inPhase(DEPARTING)
                .on(new VfReleased(1), UPKEEP).decides(new TakenOver(), new ReadinessNoted(true, ""))
                .ordersAlso(set(NetdevSetting.MTU, 1500), ready())
                .inPhase(STANDBY);
    }

    /** Incident 90: whoever set it down is not fought. */
    @Test
    default void departsUnlessItIsMerelyDown() {
        in(DEPARTING).on(new VfFollow(1, JUMBO), new VfReleased(1), seen(down(vf(7))), UPKEEP)
                .decides(new TakenOver(), new WarningRaised("set down, not by its master"), new DifferenceNoted(),
                        new ReadinessNoted(false, "down"))
                .orders(set(NetdevSetting.MTU, 9000), set(NetdevSetting.PROMISCUOUS, 0), upkeep(VfTurn.LOOK_MS),
                        unfit("down"))
                .inPhase(STANDBY);
    }

    @Test
    default void departsAndIsNotTakenForBackWhenItCameUpAndWentDownAgain() {
        in(DEPARTING).on(seen(down(vf(7))), seen(up(vf(7))), seen(down(vf(7))), new VfReleased(1))
                .inPhase(DEPARTING);
    }

    @Test
    default void departsWhenItFailedAndWaitsForItsReleaseOnceRepaired() {
        in(ACTIVE).on(new VfService(1, ServiceState.FAILED), UPKEEP, new VfService(1, ServiceState.RECOVERED))
                .orders(upkeep(VfTurn.DEPARTURE_MS)).inPhase(DEPARTING)
                .on(new VfReleased(1)).ordersAlso(new LetGo(7, 1), ready()).inPhase(STANDBY);
    }

    /** Incident 79. */
    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void departsWhenItFailedAndReturnsOnlyRepaired(VfPhase phase) {
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
    default void departsAndNotesAServiceResetMeanwhile() {
        in(DEPARTING).on(new VfService(1, ServiceState.RECOVERING))
                .decides(new ServiceNoted(ServiceState.RECOVERING))
                .orders().inPhase(DEPARTING);
    }
}
