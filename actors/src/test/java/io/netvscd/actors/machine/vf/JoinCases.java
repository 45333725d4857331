package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMac;
import static io.netvscd.actors.machine.Netdevs.withMtu;
import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.DEPARTING;
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

import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.MasterInput.VfDeparting;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceNoted;
import io.netvscd.journal.vocabulary.VfEvent.Joined;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingsChanged;
import io.netvscd.journal.vocabulary.VfEvent.TakenOver;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a VF becomes its master's slave, and is configured once the takeover delay is over. */
interface JoinCases extends VirtualFunctionFixture {
    @Test
    default void joinsIsolatedAndNotConfiguredBeforeTheTakeoverDelayIsOver() {
        in(PRESENT).on(new VfJoin(1, UP))
                .decides(new Joined(UP))
                .orders(set(NetdevSetting.ISOLATION, 1), new StartTimer(TimerName.TAKEOVER, 1, 100))
                .inPhase(JOINED)
                .on(seen(named(vf(7), "enP1"))).decides(new NetdevChanged(named(vf(7), "enP1"))).orders();
    }

    @Test
    default void joinsAndIsConfiguredInTheKernelsOrder() {
        Netdev other = withMac(withMtu(vf(7), 9000), OTHER_MAC);
        newLife().on(new VfAppeared(1, other, 100), new VfJoin(1, new VfSettings(true, 1500, MAC, true)), TAKEOVER)
                .decides(new TakenOver(), new DifferenceNoted(), new ReadinessNoted(false, "down"))
                .orders(set(NetdevSetting.MTU, 1500), set(NetdevSetting.MAC, MAC.bits()),
                        set(NetdevSetting.PROMISCUOUS, 1), park(), set(NetdevSetting.ADMIN, 1), upkeep(VfTurn.LOOK_MS),
                        unfit("down"))
                .inPhase(STANDBY);
    }

    /** Incident 22. */
    @Test
    default void joinsButIsNotOpenedWhileTheMasterIsDown() {
        in(JOINED).on(new VfFollow(1, DOWN)).decides(new SettingsChanged(DOWN)).orders()
                .on(TAKEOVER).decides(new TakenOver(), new ReadinessNoted(false, "master down"))
                .orders(unfit("master down"))
                .on(new VfFollow(1, UP)).ordersAlso(set(NetdevSetting.ADMIN, 1), unfit("down"))
                .on(seen(up(vf(7)))).orders(NO_LOOK, ready());
    }

    /** Incident 20. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"GONE", "JOINED"})
    default void joinsOnceAndALateTakeoverTimerChangesNothing(VfPhase phase) {
        in(phase).on(TAKEOVER).because("late: TAKEOVER").inPhase(phase);
    }

    @Test
    default void joinsAndATimerWithoutARefusalChangesNothing() {
        in(JOINED).on(UPKEEP).because("late: UPKEEP");
    }

    @Test
    default void joinsAgainWithoutANewDelay() {
        in(JOINED).on(new VfJoin(1, UP)).because("settings already")
                .on(new VfJoin(1, JUMBO)).decides(new SettingsChanged(JUMBO)).orders().inPhase(JOINED);
    }

    @Test
    default void joinsAgainAndSaysAgainHowFitItIs() {
        in(STANDBY).on(new VfJoin(1, UP)).decides(new ReadinessNoted(true, "")).orders(ready());
        in(ACTIVE).on(new VfJoin(1, DOWN))
                .decides(new CarryingEnded(), new SettingsChanged(DOWN), new DifferenceNoted(),
                        new ReadinessNoted(false, "master down"))
                .orders(set(NetdevSetting.ADMIN, 0), upkeep(VfTurn.LOOK_MS), unfit("master down"))
                .inPhase(STANDBY);
    }

    @Test
    default void joinsAgainAndSaysAgainThatItDeparts() {
        in(DEPARTING).on(new VfJoin(1, UP)).decides().orders(tell(new VfDeparting(KEY, 1)))
                .on(new VfJoin(1, JUMBO)).decides(new SettingsChanged(JUMBO)).orders(tell(new VfDeparting(KEY, 1)));
    }
}
