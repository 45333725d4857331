package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.applied;
import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterFixture.reset;
import static io.netvscd.actors.machine.master.MasterFixture.settle;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The same facts lead to the same end from every phase. */
interface EveryPhaseCases extends MasterFixture {
    @Test
    default void endsOffTheVfFromEveryPhaseWhenSomethingNeededGoes() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            for (Input gone : List.of(ADMIN_DOWN, CLOSED, DISSOCIATED, NOT_READY, DEPARTING, LOST, FORCED, STOP,
                    new MasterInput.MtuChanged(9000), STARTED)) {
                MachineRun<MasterState> run = settle(phase.get().on(gone));
                run.inPhase(SYNTHETIC);
                assertThat(run.state().host().path()).as("host after %s", gone).isEqualTo(DataPath.SYNTHETIC);
            }
        }
    }

    @Test
    default void endsOnTheVfFromEveryPhaseWhenNothingIsMissing() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            settle(phase.get().on(new MasterInput.MacChanged(MacAddress.parse("02:00:00:00:00:09")),
                    new MasterInput.PromiscuousChanged(true), new MasterInput.HostLinkChanged(1, false), READY,
                    new MasterInput.VfAssociated(1, true, 3), applied(new DatapathOrder.AnnouncePeers(), true)))
                    .inPhase(VF);
        }
    }

    @Test
    default void beginsAgainFromEveryPhaseAndHasThoseDoSoThatItAloneSpeaksWith() {
        Action look = new Tell(OwnerId.WATCHER, new WatcherInput.TellAgain(OwnerId.master("eth0")));
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(STARTED_AGAIN)
                    .ordersAlso(reset(1), new Tell(CHANNEL, new ChannelInput.ChannelStarted(FACTS)), look)
                    .inPhase(SYNTHETIC);
        }
        NicFacts hostless = new NicFacts("eth0", MAC, 1500, false, 100, true);
        newLife().on(new MasterInput.MasterStarted(hostless, true)).orders(reset(1), look, new Action.SetMasterCarrier(false));
    }

    @Test
    default void believesNothingThatTheDatapathSaysOfAnEarlierLife() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get().on(STARTED_AGAIN, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY);
            for (Input old : List.of(ATTACHED, ON_VF, ON_SYNTHETIC, FELL_BACK)) {
                run.on(old);
                assertThat(run.state().vf().attached()).isFalse();
                run.inPhase(SYNTHETIC);
            }
            settle(run.on(applied(new DatapathOrder.ResetDatapath(1), true), ATTACHED)).inPhase(VF);
        }
    }

    @Test
    default void waitsForTheLastResetWhereTheMasterBeginsAgainTwice() {
        MachineRun<MasterState> run = onVf().on(STARTED_AGAIN, STARTED_AGAIN).ordersAlso(reset(2))
                .on(applied(new DatapathOrder.ResetDatapath(1), true)).because("from before the datapath's reset");

        assertThat(run.state().guest().resetting()).isTrue();
        run.on(applied(new DatapathOrder.ResetDatapath(2), false));
        assertThat(run.state().guest().resetting()).isFalse();
    }

    @Test
    default void beginsAfterTheDaemonWithADatapathThatIsFresh() {
        MachineRun<MasterState> run = onVf().on(STARTED_AGAIN).on(STARTED);

        assertThat(run.state().guest().resetting()).isFalse();
        assertThat(run.on(STARTED_AGAIN).ordersAlso(reset(2)).state().guest().resetting()).isTrue();
    }

    /** A host that has taken the VF away delivers on the synthetic path, though it need not have said so. */
    @Test
    default void asksAHostAgainThatHasTakenTheVfAwayAndGivesOne() {
        onVf().on(new MasterInput.VfAssociated(1, false, 2), new MasterInput.VfAssociated(1, true, 2))
                .on(ON_SYNTHETIC).ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF)
                .on(ended(DataPath.VF, SwitchOutcome.COMPLETED)).ordersAlso(new OrderDatapath(TO_VF, false));
    }

    @Test
    default void opensANewIncarnationFromEveryPhase() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            settle(phase.get().on(new MasterInput.ChannelOpened(2, "5.0", true))).inPhase(SYNTHETIC);
        }
    }

    @Test
    default void stopsOnceTheVfIsLeftAndLetsItGo() {
        MachineRun<MasterState> run = onVf().on(STOP).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(STOP).because("stopping already")
                .on(PRESENTED).because("does not run")
                .on(ON_SYNTHETIC).on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED))
                .ordersAlso(RELEASE, new Tell(CHANNEL, new ChannelInput.ReceiveModeRequested(false, false)),
                        new Tell(OWNER_OF_VF, new VfInput.VfDismissed(1)), new OrderDatapath(DETACH, false));
        assertThat(run.state().stopped()).isTrue();
    }

    @Test
    default void knowsThatAFallBackIsUnderWayAlready() {
        synthetic().on(FELL_BACK).because("left already");
        switchingToVf().on(FELL_BACK).because("left already");
        switchingToSynthetic().on(FELL_BACK).because("left already");
    }

    @Test
    default void endsAPauseWhileItIsStillSwitchingBack() {
        onVf().on(FELL_BACK).on(new TimerFired(TimerName.SWITCH_BACKOFF, 1)).inPhase(SWITCHING_TO_SYNTHETIC)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }
}
