package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.completion;
import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.host;
import static io.netvscd.actors.machine.channel.ChannelFixture.sends;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.MtuRequested;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchRequested;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchWithdrawn;
import io.netvscd.journal.vocabulary.MasterInput.ChannelClosed;
import io.netvscd.journal.vocabulary.MasterInput.SwitchEnded;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SWITCH_DATA_PATH (scenarios 27 to 40, 61 to 64, 139). The first that is sent has id 15. */
interface SwitchCases extends ChannelFixture {
    private MachineRun<ChannelState> asked(DataPath path) {
        return opened().on(new SwitchRequested(INCARNATION, path));
    }

    private static Action ended(DataPath path, SwitchOutcome outcome) {
        return tell(new SwitchEnded(INCARNATION, path, outcome));
    }

    @Test
    default void asksTheHostAndSetsItADeadline() {
        asked(DataPath.VF)
                .decides(new ChannelEvent.SwitchSent(DataPath.VF, 15),
                        new ChannelEvent.TimerArmed(TimerName.SWITCH_DEADLINE, FIRST_TIMER))
                .orders(sends(15, true, NvspVersion.V6_1, new SwitchDataPath(DataPath.VF)),
                        new Action.StartTimer(TimerName.SWITCH_DEADLINE, FIRST_TIMER, 5_000));
    }

    @Test
    default void recognisesTheCompletionByItsIdWhateverItsPayload() {
        for (String payload : new String[] {"", "00".repeat(8), "00".repeat(40), "ff", "6c00000002000000"}) {
            asked(DataPath.VF).on(completion(15, Bytes.parse(payload)))
                    .decides(new ChannelEvent.SwitchSettled(DataPath.VF, SwitchOutcome.COMPLETED))
                    .orders(new Action.CancelTimer(TimerName.SWITCH_DEADLINE),
                            ended(DataPath.VF, SwitchOutcome.COMPLETED));
        }
    }

    @Test
    default void takesACompletionOnlyOnce() {
        asked(DataPath.VF).on(completion(15, Bytes.EMPTY), completion(15, Bytes.EMPTY))
                .decides(new ChannelEvent.LateAnswer(15))
                .orders();
    }

    @Test
    default void takesNoOtherCompletionForTheSwitch() {
        asked(DataPath.VF)
                .on(completion(16, Bytes.EMPTY)).because("unknown transaction id 16")
                .on(completion(HOST_ID, Bytes.EMPTY)).because("unknown transaction id 9223372036854775809")
                .on(completion(14, Bytes.parse("6c00000001000000"))).because("has taken RNDIS message 14");
    }

    @Test
    default void hasOneSwitchUnderWayAtATimeAndNeverUsesAnIdTwice() {
        asked(DataPath.VF)
                .on(new SwitchRequested(INCARNATION, DataPath.SYNTHETIC)).because("a switch to vf is under way")
                .on(completion(15, Bytes.EMPTY), new SwitchRequested(INCARNATION, DataPath.SYNTHETIC))
                .decidesAlso(new ChannelEvent.SwitchSent(DataPath.SYNTHETIC, 16));
    }

    @Test
    default void asksNoHostThatSriovWasNotAdvertisedTo() {
        opened(agreedOn(NvspVersion.V4)).on(new SwitchRequested(INCARNATION, DataPath.VF))
                .orders(ended(DataPath.VF, SwitchOutcome.WITHDRAWN));
    }

    @Test
    default void asksNobodyBeforeTheChannelIsOpen() {
        offered().on(new SwitchRequested(INCARNATION, DataPath.VF)).because("the handshake is not done")
                .on(new SwitchWithdrawn(INCARNATION)).because("the handshake is not done");
    }

    @Test
    default void triesAgainWhileTheRingIsFull() {
        MachineRun<ChannelState> run = asked(DataPath.VF).on(new RingFull(INCARNATION, 15))
                .decides(new ChannelEvent.SwitchDeferred(1), new ChannelEvent.TimerArmed(TimerName.SWITCH_RETRY, FIRST_TIMER + 1))
                .orders(new Action.CancelTimer(TimerName.SWITCH_DEADLINE),
                        new Action.StartTimer(TimerName.SWITCH_RETRY, FIRST_TIMER + 1, 10));

        run.on(fired(run, TimerName.SWITCH_RETRY))
                .decides(new ChannelEvent.SwitchSent(DataPath.VF, 16),
                        new ChannelEvent.TimerArmed(TimerName.SWITCH_DEADLINE, FIRST_TIMER + 2))
                .orders(sends(16, true, NvspVersion.V6_1, new SwitchDataPath(DataPath.VF)),
                        new Action.StartTimer(TimerName.SWITCH_DEADLINE, FIRST_TIMER + 2, 5_000))
                .on(new RingFull(INCARNATION, 15)).because("not sent, the ring is full")
                .on(completion(16, Bytes.EMPTY))
                .ordersAlso(ended(DataPath.VF, SwitchOutcome.COMPLETED));
    }

    @Test
    default void givesUpWhenTheRingStaysFullForTwoThousandAttempts() {
        MachineRun<ChannelState> run = asked(DataPath.VF);
        for (int id = 15; id < 2_014; id++) {
            run.on(new RingFull(INCARNATION, id)).ordersNo(Action.Tell.class);
            run.on(fired(run, TimerName.SWITCH_RETRY));
        }

        run.on(new RingFull(INCARNATION, 2_014))
                .decides(new ChannelEvent.SwitchSettled(DataPath.VF, SwitchOutcome.RING_FULL))
                .orders(new Action.CancelTimer(TimerName.SWITCH_DEADLINE),
                        ended(DataPath.VF, SwitchOutcome.RING_FULL));
    }

    @Test
    default void startsItsAttemptsAnewWithTheNextSwitch() {
        MachineRun<ChannelState> run = asked(DataPath.VF).on(new RingFull(INCARNATION, 15));
        run.on(fired(run, TimerName.SWITCH_RETRY), completion(16, Bytes.EMPTY),
                        new SwitchRequested(INCARNATION, DataPath.SYNTHETIC), new RingFull(INCARNATION, 17))
                .decidesAlso(new ChannelEvent.SwitchDeferred(1));
    }

    @Test
    default void withdrawsASwitchThatHasNotReachedTheRing() {
        asked(DataPath.VF).on(new RingFull(INCARNATION, 15), new SwitchWithdrawn(INCARNATION))
                .decides(new ChannelEvent.SwitchSettled(DataPath.VF, SwitchOutcome.WITHDRAWN))
                .orders(new Action.CancelTimer(TimerName.SWITCH_RETRY), ended(DataPath.VF, SwitchOutcome.WITHDRAWN))
                .on(new SwitchWithdrawn(INCARNATION)).because("no switch is under way");
    }

    @Test
    default void awaitsTheCompletionOfASwitchThatCannotBeWithdrawnAnyMore() {
        asked(DataPath.VF).on(new SwitchWithdrawn(INCARNATION))
                .decides(new ChannelEvent.WithdrawalNoted())
                .orders()
                .on(new SwitchWithdrawn(INCARNATION)).because("withdrawn already")
                .on(completion(15, Bytes.EMPTY))
                .ordersAlso(ended(DataPath.VF, SwitchOutcome.COMPLETED));
    }

    @Test
    default void doesNotTryAgainWhatWasWithdrawnBeforeTheRingTurnedOutToBeFull() {
        asked(DataPath.VF).on(new SwitchWithdrawn(INCARNATION), new RingFull(INCARNATION, 15))
                .decides(new ChannelEvent.SwitchSettled(DataPath.VF, SwitchOutcome.WITHDRAWN))
                .orders(new Action.CancelTimer(TimerName.SWITCH_DEADLINE),
                        ended(DataPath.VF, SwitchOutcome.WITHDRAWN));
    }

    /** Only the way back is a move to safety. */
    @Test
    default void tellsTheHostOfTheWayBackBeforeThatIsOnDisk() {
        assertThat(new SwitchRequested(INCARNATION, DataPath.SYNTHETIC).callsForSafety()).isTrue();
        assertThat(new SwitchRequested(INCARNATION, DataPath.VF).callsForSafety()).isFalse();
        for (NvspVersion version : List.of(NvspVersion.V4, NvspVersion.V5, NvspVersion.V6, NvspVersion.V6_1)) {
            assertThat(sends(15, true, version, new SwitchDataPath(DataPath.SYNTHETIC)).urgent()).isTrue();
            assertThat(sends(15, true, version, new SwitchDataPath(DataPath.VF)).urgent()).isFalse();
        }
    }

    @Test
    default void endsASwitchThatTheHostDoesNotCompleteInTime() {
        MachineRun<ChannelState> run = asked(DataPath.VF);

        run.on(fired(run, TimerName.SWITCH_DEADLINE))
                .decides(new ChannelEvent.SwitchSettled(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .ordersAlso(ended(DataPath.VF, SwitchOutcome.TIMED_OUT))
                .inPhase(ChannelPhase.OPEN);
    }

    @Test
    default void recordsALateCompletionAndTakesItForNoOther() {
        MachineRun<ChannelState> run = asked(DataPath.VF);
        run.on(fired(run, TimerName.SWITCH_DEADLINE), new SwitchRequested(INCARNATION, DataPath.SYNTHETIC))
                .on(completion(15, Bytes.EMPTY))
                .decides(new ChannelEvent.LateAnswer(15))
                .orders()
                .on(completion(16, Bytes.EMPTY))
                .orders(new Action.CancelTimer(TimerName.SWITCH_DEADLINE),
                        ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED));
    }

    /** OpenVMM completes a second request before the one that is pending, and then makes the pending one. */
    @Test
    default void tellsTheMasterOfASwitchToTheVfThatTheHostMadeLast() {
        MachineRun<ChannelState> run = asked(DataPath.VF);
        run.on(fired(run, TimerName.SWITCH_DEADLINE), new SwitchRequested(INCARNATION, DataPath.SYNTHETIC))
                .on(completion(16, Bytes.EMPTY))
                .on(completion(15, Bytes.EMPTY))
                .decides(new ChannelEvent.LateAnswer(15))
                .orders(ended(DataPath.VF, SwitchOutcome.MADE_LATE));
    }

    @Test
    default void tellsTheMasterOfASwitchBackThatTheHostMadeLast() {
        MachineRun<ChannelState> run = asked(DataPath.SYNTHETIC);
        run.on(fired(run, TimerName.SWITCH_DEADLINE), new SwitchRequested(INCARNATION, DataPath.VF))
                .on(completion(16, Bytes.EMPTY))
                .on(completion(15, Bytes.EMPTY))
                .decides(new ChannelEvent.LateAnswer(15))
                .orders(ended(DataPath.SYNTHETIC, SwitchOutcome.MADE_LATE))
                .on(completion(15, Bytes.EMPTY))
                .orders();
    }

    @Test
    default void takesAHostForDeadThatLeavesTwoRequestsInARowUnanswered() {
        MachineRun<ChannelState> run = asked(DataPath.VF);
        run.on(fired(run, TimerName.SWITCH_DEADLINE), new SwitchRequested(INCARNATION, DataPath.SYNTHETIC));

        run.on(fired(run, TimerName.SWITCH_DEADLINE))
                .decidesAlso(new ChannelEvent.SwitchSettled(DataPath.SYNTHETIC, SwitchOutcome.TIMED_OUT),
                        new ChannelEvent.HostGivenUp("2 requests in a row were not answered"))
                .ordersAlso(ended(DataPath.SYNTHETIC, SwitchOutcome.TIMED_OUT),
                        new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER + 2, 1_000))
                .inPhase(ChannelPhase.FAILED);
    }

    @Test
    default void takesNoHostForDeadThatSaidSomethingBetween() {
        MachineRun<ChannelState> run = asked(DataPath.VF);
        run.on(fired(run, TimerName.SWITCH_DEADLINE), host(new VfAssociation(false, 2)),
                new SwitchRequested(INCARNATION, DataPath.SYNTHETIC));

        run.on(fired(run, TimerName.SWITCH_DEADLINE)).inPhase(ChannelPhase.OPEN);
    }

    @Test
    default void forgetsTheSwitchWithItsIncarnation() {
        asked(DataPath.VF).on(new MtuRequested(9000))
                .ordersAlso(new Action.CancelTimer(TimerName.SWITCH_DEADLINE),
                        tell(new ChannelClosed(INCARNATION, "the MTU changes")))
                .on(completion(15, Bytes.EMPTY)).because("the channel is shut");
    }
}
