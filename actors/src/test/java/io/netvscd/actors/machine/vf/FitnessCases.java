package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMtu;
import static io.netvscd.actors.machine.Netdevs.withoutCarrier;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.park;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.ready;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.seen;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.set;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.unfit;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.upkeep;

import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.ServiceNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingRefused;
import io.netvscd.journal.vocabulary.VfEvent.SettingTaken;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a VF tells its master of its fitness. */
interface FitnessCases extends VirtualFunctionFixture {
    @Test
    default void saysHowFitItIsOnceItIsUpWithCarrierAndTheMastersMtu() {
        in(JOINED).on(TAKEOVER).orders(park(), set(NetdevSetting.ADMIN, 1), upkeep(VfTurn.LOOK_MS), unfit("down"))
                .on(seen(withoutCarrier(vf(7)))).orders(NO_LOOK, unfit("no carrier"))
                .on(seen(up(vf(7)))).orders(ready())
                .on(seen(named(up(vf(7)), "enP1"))).decides(new NetdevChanged(named(up(vf(7)), "enP1"))).orders();
    }

    /** Incident 25: larger frames would be lost in silence. */
    @Test
    default void saysHowFitItIsAndStaysOffWhileItRefusesTheMastersMtu() {
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
    default void saysHowFitItIsAndStaysOffWhileItsAddressOrItsIsolationIsRefused() {
        in(STANDBY).on(new VfNetdevResult(1, NetdevSetting.ISOLATION, EINVAL)).ordersAlso(unfit("not isolated"))
                .on(new VfNetdevResult(1, NetdevSetting.ISOLATION, 0)).orders(ready())
                .on(new VfFollow(1, new VfSettings(true, 1500, OTHER_MAC, false)))
                .on(new VfNetdevResult(1, NetdevSetting.MAC, EINVAL))
                .ordersAlso(unfit("mac 00:15:5d:0a:00:01, master 00:15:5d:0a:00:02"));
    }

    /** Incident 79. */
    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void saysHowFitItIsDuringAServiceResetThatItOutlives(VfPhase phase) {
        in(phase).on(new VfService(1, ServiceState.RECOVERING))
                .decides(new ServiceNoted(ServiceState.RECOVERING), new ReadinessNoted(false, "recovering"))
                .orders(unfit("recovering"))
                .on(new VfService(1, ServiceState.RECOVERING)).because("known to be RECOVERING")
                .on(new VfService(1, ServiceState.RECOVERED)).orders(ready())
                .inPhase(phase);
    }

    @ParameterizedTest
    @EnumSource(names = {"PRESENT", "JOINED"})
    default void saysHowFitItIsAfterTheTakeoverOnly(VfPhase phase) {
        in(phase).on(new VfService(1, ServiceState.RECOVERING)).decides(new ServiceNoted(ServiceState.RECOVERING))
                .orders()
                .on(new VfService(1, ServiceState.RECOVERING)).because("known to be RECOVERING");
    }

    @Test
    default void saysHowFitItIsThatItFailedBeforeItWasJoined() {
        in(PRESENT).on(new VfService(1, ServiceState.FAILED), new VfJoin(1, UP), TAKEOVER)
                .ordersAlso(unfit("failed"));
    }
}
