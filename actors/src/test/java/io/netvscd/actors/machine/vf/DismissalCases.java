package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.vf.VfPhase.DEPARTING;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.set;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.LetGo;
import io.netvscd.journal.vocabulary.MasterInput.VfPresented;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent.Dismissed;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfDismissed;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import io.netvscd.journal.vocabulary.VfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A VF that its master lets go for good. */
interface DismissalCases extends VirtualFunctionFixture {
    Action PRESENTED = tell(new VfPresented(KEY, 1, up(vf(7))));

    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    default void isDismissedToAnOrdinaryNetdevAndPresentsItselfAgain(VfPhase phase) {
        in(phase).on(new VfDismissed(1)).decides(new Dismissed()).orders(set(NetdevSetting.ISOLATION, 0), PRESENTED)
                .inPhase(PRESENT)
                .on(new VfDismissed(1)).because("nobody's slave")
                .on(new VfJoin(1, UP)).inPhase(JOINED);
    }

    @Test
    default void isDismissedDuringTheTakeoverDelay() {
        in(JOINED).on(new VfDismissed(1))
                .orders(new CancelTimer(TimerName.TAKEOVER), set(NetdevSetting.ISOLATION, 0), tell(new VfPresented(KEY, 1, vf(7))));
    }

    @Test
    default void isDismissedWhileItDepartsAndMayGo() {
        in(DEPARTING).on(new VfDismissed(1))
                .orders(new CancelTimer(TimerName.UPKEEP), set(NetdevSetting.ISOLATION, 0), new LetGo(7, 1), PRESENTED);
        in(DEPARTING).on(new VfReleased(1), new VfDismissed(1)).ordersNo(Action.LetGo.class);
    }

    /** Incident 144. */
    @Test
    default void isDismissedWithoutThePromiscuousModeOfItsMaster() {
        in(STANDBY, new VfSettings(true, 1500, MAC, true)).on(new VfDismissed(1))
                .ordersAlso(set(NetdevSetting.PROMISCUOUS, 0), set(NetdevSetting.ISOLATION, 0));
    }

    @Test
    default void isDismissedWithoutWarningsThatConcernedItAsASlave() {
        MachineRun<VfState> run = in(STANDBY).on(new VfAddress(1, "10.0.0.1", true),
                new VfNetdevResult(1, NetdevSetting.MTU, EINVAL), new VfDismissed(1));
        assertThat(run.state().warnings()).containsExactly("address 10.0.0.1 on the VF");
    }
}
