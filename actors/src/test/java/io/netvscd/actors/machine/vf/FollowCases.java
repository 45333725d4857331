package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.down;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMtu;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.ready;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.seen;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.set;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.unfit;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.upkeep;

import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceEnded;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceNoted;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingsChanged;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a VF follows its master. */
interface FollowCases extends VirtualFunctionFixture {
    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void followsWhatChangedInItsMasterAndNothingElse(VfPhase phase) {
        in(phase).on(new VfFollow(1, new VfSettings(true, 9000, OTHER_MAC, true)))
                .ordersAlso(set(NetdevSetting.MTU, 9000), set(NetdevSetting.MAC, OTHER_MAC.bits()),
                        set(NetdevSetting.PROMISCUOUS, 1), unfit("mtu 1500, master 9000"))
                .on(seen(withMtu(up(vf(7)), 9000))).orders(ready())
                .inPhase(phase);
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void followsTheMastersAdminState(VfPhase phase) {
        in(phase).on(new VfFollow(1, DOWN))
                .orders(set(NetdevSetting.ADMIN, 0), upkeep(VfTurn.LOOK_MS), unfit("master down"))
                .on(new VfFollow(1, DOWN)).because("settings already");
    }

    @ParameterizedTest
    @EnumSource(names = {"JOINED", "DEPARTING"})
    default void followsLaterWhatIsSetWhileItIsNotConfigured(VfPhase phase) {
        in(phase).on(new VfFollow(1, JUMBO)).decides(new SettingsChanged(JUMBO)).orders()
                .on(new VfFollow(1, JUMBO)).because("settings already");
    }

    /** Incident 90: an operator's word on the VF itself is honoured, as the kernel does. */
    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void followsAnOperatorWhoSetsItDownAndUpByHand(VfPhase phase) {
        in(phase).on(seen(down(vf(7))))
                .decides(new NetdevChanged(down(vf(7))), new WarningRaised("set down, not by its master"),
                        new ReadinessNoted(false, "down"))
                .orders(unfit("down"))
                .on(seen(up(vf(7))))
                .decides(new NetdevChanged(up(vf(7))), new WarningCleared("set down, not by its master"),
                        new ReadinessNoted(true, ""))
                .orders(ready());
    }

    @Test
    default void followsItsMasterDownWithoutAWarning() {
        in(STANDBY).on(new VfFollow(1, DOWN), seen(down(vf(7))))
                .decides(new NetdevChanged(down(vf(7))), new DifferenceEnded()).orders(NO_LOOK);
    }

    @Test
    default void followsItsMasterInMtuWithoutTouchingWhatWasSetByHand() {
        in(STANDBY).on(seen(down(vf(7))), new VfFollow(1, JUMBO))
                .decides(new SettingsChanged(JUMBO), new DifferenceNoted())
                .orders(set(NetdevSetting.MTU, 9000), upkeep(VfTurn.LOOK_MS));
    }
}
