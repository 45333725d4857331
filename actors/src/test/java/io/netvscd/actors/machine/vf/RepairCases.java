package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.down;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMac;
import static io.netvscd.actors.machine.Netdevs.withMtu;
import static io.netvscd.actors.machine.Netdevs.withoutCarrier;
import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.park;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.ready;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.seen;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.set;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.unfit;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceEnded;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceNoted;
import io.netvscd.journal.vocabulary.VfEvent.LeftDifferent;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.SetAgain;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfDismissed;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A netdev that is not as its master, whoever set it so or whatever became of the order, is put right. */
interface RepairCases extends VirtualFunctionFixture {
    Netdev AS_MASTER = up(vf(7));
    Netdev SMALLER = withMtu(AS_MASTER, 1400);
    String SET_AGAIN = "not as its master: mtu; set again";

    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void isLookedAtWhenSomeoneHasSetItOtherwise(VfPhase phase) {
        in(phase).on(seen(SMALLER))
                .decides(new NetdevChanged(SMALLER), new DifferenceNoted(),
                        new ReadinessNoted(false, "mtu 1400, master 1500"))
                .orders(upkeep(VfTurn.SETTLE_MS), unfit("mtu 1400, master 1500"))
                .on(UPKEEP)
                .decides(new WarningRaised(SET_AGAIN), new SetAgain(1))
                .orders(set(NetdevSetting.MTU, 1500), upkeep(VfTurn.QUIET_MS))
                .on(seen(AS_MASTER)).orders(ready())
                .on(UPKEEP).decides(new DifferenceEnded(), new WarningCleared(SET_AGAIN)).orders()
                .inPhase(phase);
    }

    @Test
    default void isNotWarnedOfWhenAnOrderMerelyCrossedIt() {
        in(STANDBY).on(new VfFollow(1, JUMBO), seen(withMtu(AS_MASTER, 9000)))
                .decides(new NetdevChanged(withMtu(AS_MASTER, 9000)), new DifferenceEnded(),
                        new ReadinessNoted(true, ""))
                .on(UPKEEP).because("late: UPKEEP");
    }

    @Test
    default void isSetAgainWhenTheKernelNeverSaysThatAnOrderCameTrue() {
        in(JOINED).on(TAKEOVER).ordersAlso(set(NetdevSetting.ADMIN, 1), upkeep(VfTurn.LOOK_MS))
                .on(UPKEEP).orders(park(), set(NetdevSetting.ADMIN, 1), upkeep(VfTurn.QUIET_MS));
    }

    @Test
    default void isPutRightInAddressAndReceiveModeToo() {
        Netdev other = withMac(AS_MASTER, OTHER_MAC);
        in(ACTIVE).on(seen(other), UPKEEP).ordersAlso(set(NetdevSetting.MAC, MAC.bits()))
                .decidesAlso(new WarningRaised("not as its master: mac; set again"));
        Netdev promiscuous = new Netdev(7, "enP2p0s2", AS_MASTER.mac(), AS_MASTER.permanentMac(), true, true, 1500, "",
                AS_MASTER.pciAddress(), "2", true, 0);
        in(ACTIVE).on(seen(promiscuous), UPKEEP).ordersAlso(set(NetdevSetting.PROMISCUOUS, 0));
    }

    /** Incident 90: whoever sets it down is not fought, and what else is wrong with it is. */
    @Test
    default void isNotOpenedAgainstTheWordOfAnOperator() {
        in(STANDBY).on(seen(down(vf(7)))).ordersNo(StartTimer.class)
                .on(seen(withMtu(down(vf(7)), 1400)), UPKEEP)
                .orders(set(NetdevSetting.MTU, 1500), upkeep(VfTurn.QUIET_MS));
    }

    @Test
    default void isLookedAtSoonWhenItIsSetOtherwiseAgain() {
        in(STANDBY).on(seen(SMALLER), UPKEEP, seen(AS_MASTER), seen(SMALLER)).ordersAlso(upkeep(VfTurn.SETTLE_MS))
                .on(UPKEEP).decidesAlso(new SetAgain(2));
    }

    @Test
    default void isLeftAloneWhenSomeoneSetsItOtherwiseAgainAndAgain() {
        MachineRun<VfState> run = in(STANDBY);
        for (int i = 1; i <= VfTurn.SET_AGAIN_MAX; i++) {
            run.on(seen(SMALLER), UPKEEP).decidesAlso(new SetAgain(i)).on(seen(AS_MASTER));
        }
        run.on(seen(SMALLER), UPKEEP)
                .decides(new WarningCleared(SET_AGAIN),
                        new WarningRaised("not as its master: mtu; left so after 5 tries"), new LeftDifferent())
                .orders()
                .on(seen(withoutCarrier(SMALLER))).orders(unfit("no carrier"));
        assertThat(run.state().fitness().ready()).isFalse();

        run.on(seen(AS_MASTER)).decidesAlso(new DifferenceEnded(),
                new WarningCleared("not as its master: mtu; left so after 5 tries")).ordersAlso(ready());
    }

    @Test
    default void isTriedAfreshWhenItsMasterChanges() {
        MachineRun<VfState> run = in(STANDBY);
        for (int i = 0; i <= VfTurn.SET_AGAIN_MAX; i++) {
            run.on(seen(SMALLER), UPKEEP).on(seen(AS_MASTER));
        }
        run.on(seen(SMALLER), new VfFollow(1, JUMBO)).ordersAlso(set(NetdevSetting.MTU, 9000), upkeep(VfTurn.LOOK_MS))
                .on(UPKEEP).decidesAlso(new SetAgain(1));
    }

    @Test
    default void leavesWhatIsRefusedToItsOwnTimer() {
        in(STANDBY).on(new VfFollow(1, JUMBO), new VfNetdevResult(1, NetdevSetting.MTU, EINVAL), seen(AS_MASTER))
                .decides(new NetdevChanged(AS_MASTER), new DifferenceEnded()).orders()
                .on(UPKEEP).orders(set(NetdevSetting.MTU, 9000));
    }

    @Test
    default void endsWithItsTimerWhenItIsDismissed() {
        in(STANDBY).on(seen(SMALLER), new VfDismissed(1)).ordersAlso(NO_LOOK);
    }
}
