package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterFixture.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.SetMasterCarrier;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.AlarmKind;
import io.netvscd.journal.vocabulary.AlarmPeriods;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What slows the NIC down in silence is told of once it has lasted. */
interface AlarmCases extends MasterFixture {
    AlarmPeriods PERIODS = new AlarmPeriods(300_000, 120_000, 900_000);
    Input WATCHED = new MasterInput.MasterStarted(FACTS.withAlarms(PERIODS));
    Input IDLE = new MasterInput.FunctionIdle(KEY, "2");
    Input SERVED = new MasterInput.FunctionServed(KEY);
    String NO_DRIVER = "the VF 0002:00:02.0 (slot 2) is on the bus and has had no network device for 2 min";

    @Test
    default void warnsOfAVfThatIsThereAndDoesNotCarry() {
        MachineRun<MasterState> run = newLife().on(WATCHED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED)
                .decidesAlso(new MasterEvent.SuspicionBegun(AlarmKind.FALLBACK, 1))
                .ordersAlso(new StartTimer(TimerName.FALLBACK_ALARM, 1, 300_000))
                .on(NOT_READY);
        assertThat(run.state().warnings()).as("before its time").isEmpty();

        String text = "on synthetic for 5 min while the VF enP2s1 is there: no carrier";
        run.on(new TimerFired(TimerName.FALLBACK_ALARM, 1))
                .decides(new MasterEvent.AlarmRaised(AlarmKind.FALLBACK, text)).orders();
        assertThat(run.state().warnings()).containsExactly(text);

        settle(run.on(READY, ATTACHED)).inPhase(MasterPhase.VF)
                .decidesAlso(new MasterEvent.SuspicionEnded(AlarmKind.FALLBACK))
                .ordersAlso(new CancelTimer(TimerName.FALLBACK_ALARM));
        assertThat(run.state().warnings()).isEmpty();
    }

    @Test
    default void saysWhatKeepsFramesOffTheVf() {
        assertThat(whyNot()).isEqualTo("the host has not associated it");
        assertThat(whyNot(NOT_READY)).isEqualTo("no carrier");
        assertThat(whyNot(CLOSED)).isEqualTo("the channel is not open");
        assertThat(whyNot(READY, MasterFixture.applied(ATTACH, false), ASSOCIATED)).isEqualTo("its port cannot be opened");
        assertThat(whyNot(READY, ATTACHED, ASSOCIATED, ended(DataPath.VF, SwitchOutcome.RING_FULL)))
                .isEqualTo("the host did not switch, or switched back (1 times in a row)");
        assertThat(whyNot(LOST)).isEqualTo("there is no VF");
        assertThat(onVf().state().whyNotVf()).isEmpty();
    }

    private String whyNot(Input... inputs) {
        return newLife().on(STARTED, ADMIN_UP, OPENED, PRESENTED, READY).on(inputs).state().whyNotVf();
    }

    @Test
    default void doesNotWarnOfAVfThatWaitsForAnAdministrator() {
        MachineRun<MasterState> run = newLife().on(WATCHED, OPENED, PRESENTED);
        assertThat(run.state().alarms().suspicions()).isEmpty();
        run.on(ADMIN_UP).decidesAlso(new MasterEvent.SuspicionBegun(AlarmKind.FALLBACK, 1))
                .on(ADMIN_DOWN).decidesAlso(new MasterEvent.SuspicionEnded(AlarmKind.FALLBACK));
    }

    @Test
    default void warnsOfAVfWithoutADriver() {
        MachineRun<MasterState> run = newLife().on(WATCHED, ADMIN_UP, OPENED, ASSOCIATED, IDLE)
                .decides(new MasterEvent.IdleFunctionNoted(KEY, "2"),
                        new MasterEvent.SuspicionBegun(AlarmKind.NO_DRIVER, 1))
                .orders(new StartTimer(TimerName.NO_DRIVER_ALARM, 1, 120_000))
                .on(IDLE).because("noted before")
                .on(new TimerFired(TimerName.NO_DRIVER_ALARM, 1))
                .decides(new MasterEvent.AlarmRaised(AlarmKind.NO_DRIVER, NO_DRIVER));
        assertThat(run.state().warnings()).containsExactly(NO_DRIVER);
        run.on(SERVED)
                .decides(new MasterEvent.IdleFunctionForgotten(KEY), new MasterEvent.SuspicionEnded(AlarmKind.NO_DRIVER))
                .orders(new CancelTimer(TimerName.NO_DRIVER_ALARM))
                .on(SERVED).because("noted before");
    }

    @Test
    default void doesNotTakeSomebodyElsesFunctionForItsVf() {
        newLife().on(WATCHED, ADMIN_UP, OPENED, ASSOCIATED, new MasterInput.FunctionIdle(KEY, "3"))
                .decides(new MasterEvent.IdleFunctionNoted(KEY, "3"));
        newLife().on(WATCHED, ADMIN_UP, OPENED, IDLE).decides(new MasterEvent.IdleFunctionNoted(KEY, "2"))
                .on(ASSOCIATED).decidesAlso(new MasterEvent.SuspicionBegun(AlarmKind.NO_DRIVER, 1))
                .on(DISSOCIATED).decidesAlso(new MasterEvent.SuspicionEnded(AlarmKind.NO_DRIVER));
    }

    /** A host that is serviced takes a VF away for a minute or so; that is nothing to be told of. */
    @Test
    default void warnsOfAVfThatDoesNotComeBack() {
        MachineRun<MasterState> run = settle(newLife()
                .on(WATCHED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED));
        settle(run.on(LOST)).on(DISSOCIATED);
        assertThat(run.state().alarms().suspicions()).containsOnlyKeys(AlarmKind.NO_VF);
        assertThat(run.state().warnings()).isEmpty();
        long generation = run.state().alarms().generation();

        run.on(new TimerFired(TimerName.NO_VF_ALARM, generation))
                .decides(new MasterEvent.AlarmRaised(AlarmKind.NO_VF, "the VF has been away for 15 min"))
                .on(new MasterInput.VfPresented(KEY, 2, NETDEV))
                .decidesAlso(new MasterEvent.SuspicionEnded(AlarmKind.NO_VF));
    }

    @Test
    default void neverWarnsOfAVfThatThereNeverWas() {
        newLife().on(WATCHED, ADMIN_UP, OPENED).orders(
                new OrderDatapath(
                        new DatapathOrder.AttachSyntheticPort(1), false),
                new SetMasterCarrier(true),
                new Tell(CHANNEL,
                        new ChannelInput.ReceiveModeRequested(true, false)));
    }

    @Test
    default void warnsOfNothingWhereThatIsNotWanted() {
        MachineRun<MasterState> run = newLife().on(STARTED, ADMIN_UP, OPENED, ASSOCIATED, IDLE, PRESENTED, LOST);
        assertThat(run.state().alarms().suspicions()).isEmpty();
    }

    @Test
    default void takesNoNoticeOfAnOldSuspicion() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new TimerFired(TimerName.NO_VF_ALARM, 7)).because("stale timer");
        }
        MachineRun<MasterState> run = newLife().on(WATCHED, ADMIN_UP, OPENED, PRESENTED, LOST, PRESENTED);
        run.on(new TimerFired(TimerName.FALLBACK_ALARM, 1)).because("stale timer 1");
    }

    @Test
    default void warnsWhileASwitchIsUnderWay() {
        MachineRun<MasterState> run = newLife().on(WATCHED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED)
                .inPhase(MasterPhase.SWITCHING_TO_VF)
                .on(new TimerFired(TimerName.FALLBACK_ALARM, 1)).inPhase(MasterPhase.SWITCHING_TO_VF);
        assertThat(run.state().warnings()).hasSize(1);
        newLife().on(WATCHED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED, NOT_READY)
                .on(new TimerFired(TimerName.FALLBACK_ALARM, 1)).inPhase(MasterPhase.SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void remembersFunctionsWithoutADriverInEveryPhase() {
        Input idle = new MasterInput.FunctionIdle(OTHER_KEY, "9");
        Input served = new MasterInput.FunctionServed(OTHER_KEY);
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get();
            MasterPhase before = run.state().phase();
            run.on(idle).decides(new MasterEvent.IdleFunctionNoted(OTHER_KEY, "9")).on(idle).because("noted before")
                    .on(served).inPhase(before).on(served).because("noted before");
        }
    }

    @Test
    default void showsThatSlotAndSerialDisagree() {
        assertThat(onVf().state().warnings()).isEmpty();
        assertThat(onVf().on(new MasterInput.VfAssociated(1, true, 3)).state().warnings())
                .containsExactly("the VF enP2s1 is in slot 2, the host associated serial 3");
    }
}
