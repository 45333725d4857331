package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.vf.VfPhase.DEPARTING;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.seen;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.set;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.VfEvent.DifferenceEnded;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.ReadinessNoted;
import io.netvscd.journal.vocabulary.VfEvent.SettingRefused;
import io.netvscd.journal.vocabulary.VfEvent.SettingTaken;
import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of settings that the kernel takes or refuses. */
interface SettingCases extends VirtualFunctionFixture {
    /** Incident 24. */
    @ParameterizedTest
    @EnumSource(names = {"JOINED", "STANDBY", "ACTIVE"})
    default void settingsThatAreRefusedAreTriedAgain(VfPhase phase) {
        NetdevSetting setting = phase == JOINED ? NetdevSetting.ISOLATION : NetdevSetting.ADMIN;
        in(phase).on(new VfNetdevResult(1, setting, EINVAL)).ordersAlso(upkeep(VfTurn.RETRY_MS))
                .on(UPKEEP).ordersAlso(set(setting, 1))
                .on(new VfNetdevResult(1, setting, 0)).inPhase(phase)
                .on(UPKEEP).because("late: UPKEEP");
    }

    @ParameterizedTest
    @EnumSource(names = {"JOINED", "STANDBY", "ACTIVE", "DEPARTING"})
    default void settingsThatAreTakenAreNoted(VfPhase phase) {
        in(phase).on(new VfNetdevResult(1, NetdevSetting.ADMIN, 0)).decides(new SettingTaken(NetdevSetting.ADMIN))
                .orders();
    }

    @Test
    default void settingsThatComeTrueByOtherMeansEndTheirWarning() {
        in(JOINED).on(TAKEOVER, new VfNetdevResult(1, NetdevSetting.ADMIN, EINVAL), seen(up(vf(7))))
                .decides(new NetdevChanged(up(vf(7))), new SettingTaken(NetdevSetting.ADMIN),
                        new WarningCleared("admin refused: errno 22"), new DifferenceEnded(),
                        new ReadinessNoted(true, ""));
    }

    @Test
    default void settingsThatAreRefusedForAnotherReasonHaveOneWarning() {
        MachineRun<VfState> run = in(STANDBY).on(new VfNetdevResult(1, NetdevSetting.MTU, EINVAL),
                new VfNetdevResult(1, NetdevSetting.MTU, 16));
        assertThat(run.state().warnings()).containsExactly("mtu refused: errno 16");
    }

    @Test
    default void settingsThatAreRefusedWhileItDepartsLeaveTheDeparturesTimerAlone() {
        in(DEPARTING).on(new VfNetdevResult(1, NetdevSetting.ADMIN, EINVAL))
                .decides(new SettingRefused(NetdevSetting.ADMIN, EINVAL),
                        new WarningRaised("admin refused: errno 22"))
                .orders();
    }

    @Test
    default void settingsOfANetdevThatIsNobodysSlaveConcernNobody() {
        in(PRESENT).on(new VfNetdevResult(1, NetdevSetting.ISOLATION, EINVAL))
                .because("ISOLATION came to errno 22");
    }
}
