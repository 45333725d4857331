package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterFixture.settle;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What changes nothing, in every phase. */
interface NoNewsCases extends MasterFixture {
    @Test
    default void isToldNothingNewByWhatItKnows() {
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
    default void takesNoNoticeOfAnotherIncarnation() {
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
    default void takesNoNoticeOfAVfThatIsNotItsOwn() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            for (Input other : List.of(
                    new MasterInput.VfReadiness(KEY, 9, false, "gone"), new MasterInput.VfDeparting(KEY, 9),
                    new MasterInput.VfLost(OTHER_KEY, 1))) {
                phase.get().on(other).because("not the VF of this NIC");
            }
        }
    }

    @Test
    default void takesNoNoticeOfAnEndThatItDidNotAskFor() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get();
            DataPath notAsked = run.state().host().asked() == DataPath.SYNTHETIC ? DataPath.VF : DataPath.SYNTHETIC;
            run.on(ended(notAsked, SwitchOutcome.TIMED_OUT)).because("is under way");
            phase.get().on(new TimerFired(TimerName.SWITCH_BACKOFF, 99)).because("stale timer");
        }
    }

    @Test
    default void takesAHostThatForcesTheVfForAnAnomaly() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new MasterInput.HostForcedPath(1, DataPath.VF)).because("anomaly");
        }
    }

    @Test
    default void doesNothingBeforeItsStart() {
        for (Input early : List.of(ADMIN_UP, OPENED, new MasterInput.MtuChanged(9000), new MasterInput.MacChanged(MAC),
                new MasterInput.PromiscuousChanged(true), new MasterInput.HostLinkChanged(0, true),
                new MasterInput.VfAssociated(0, true, 2), new MasterInput.MtuRefused(9000, 1500, "refused"),
                new MasterInput.MacRefused(OTHER_MAC, MAC), new MasterInput.FunctionIdle(KEY, "2"),
                new MasterInput.FunctionServed(KEY))) {
            newLife().on(early).because("does not run");
        }
        newLife().on(PRESENTED).because("does not run");
        newLife().on(STOP).because("stopping already");
    }
}
