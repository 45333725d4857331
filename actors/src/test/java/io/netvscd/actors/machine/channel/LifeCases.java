package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.host;
import static io.netvscd.actors.machine.channel.ChannelFixture.sends;
import static io.netvscd.actors.machine.channel.ChannelFixture.sendsRndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelOffered;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelRescinded;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStarted;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStop;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.HostMalformed;
import io.netvscd.journal.vocabulary.ChannelInput.HostMessage;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.ChannelInput.MtuRequested;
import io.netvscd.journal.vocabulary.ChannelInput.ReceiveModeRequested;
import io.netvscd.journal.vocabulary.ChannelInput.RingCorrupt;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchRequested;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchWithdrawn;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput.ChannelClosed;
import io.netvscd.journal.vocabulary.MasterInput.MtuRefused;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a channel comes and goes. */
interface LifeCases extends ChannelFixture {
    private MachineRun<ChannelState> failed() {
        return opened().on(new RingCorrupt(INCARNATION, "write index 3")).inPhase(ChannelPhase.FAILED);
    }

    private MachineRun<ChannelState> rescinded() {
        return opened().on(new ChannelRescinded(INCARNATION)).inPhase(ChannelPhase.RESCINDED);
    }

    private MachineRun<ChannelState> closedForMtu() {
        return opened().on(new MtuRequested(9000)).inPhase(ChannelPhase.CLOSED);
    }

    /** One life in every phase. */
    private List<MachineRun<ChannelState>> everyPhase() {
        return List.of(closedForMtu(), offered(), opened(), rescinded(), failed());
    }

    @Test
    default void waitsForAnOfferOnceStarted() {
        newLife().on(new ChannelStarted(FACTS))
                .decides(new ChannelEvent.ChannelReset(FACTS))
                .orders(new Action.AwaitOffer())
                .inPhase(ChannelPhase.CLOSED);
    }

    @Test
    default void forgetsAnEarlierLifeInAnyPhase() {
        for (MachineRun<ChannelState> run : everyPhase()) {
            run.on(new ChannelStarted(FACTS))
                    .decides(new ChannelEvent.ChannelReset(FACTS))
                    .ordersAlso(new Action.AwaitOffer())
                    .inPhase(ChannelPhase.CLOSED);

            assertThat(run.state().timers().running()).isEmpty();
            assertThat(run.state().incarnation()).isZero();
        }
    }

    @Test
    default void takesUpNoOfferBeforeItIsStartedOrAfterItIsStopped() {
        newLife().on(new ChannelOffered(1, MEMORY)).because("not started")
                .on(new ChannelStarted(FACTS), new ChannelStop(), new ChannelOffered(1, MEMORY)).because("not started")
                .on(new ChannelStop()).because("not started");
    }

    @Test
    default void takesItsLeaveWhenStopped() {
        opened().on(new ChannelStop())
                .decides(new ChannelEvent.ChannelStopped())
                .orders(
                        STOPS_LISTENING,
                        sendsRndis(15, new RndisMessage.Set(15, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0))),
                        sendsRndis(16, new RndisMessage.Halt(16)),
                        sends(17, false, NvspVersion.V6_1, new NvspMessage.RevokeReceiveBuffer(0xcafe)),
                        sends(18, false, NvspVersion.V6_1, new NvspMessage.RevokeSendBuffer(0)),
                        tell(new ChannelClosed(INCARNATION, "stopped")),
                        new Action.CloseChannel(INCARNATION, false))
                .inPhase(ChannelPhase.CLOSED)
                .on(new ChannelRescinded(INCARNATION)).because("closed for good");
    }

    @Test
    default void takesBackNoSendBufferThatIsNotThere() {
        MachineRun<ChannelState> run = opened(offered(NO_SEND_BUFFER)).on(new ChannelStop());

        assertThat(run.decision().actions().stream().filter(Action.SendMessage.class::isInstance)).hasSize(1);
    }

    @Test
    default void closesWithoutALeaveWhenStoppedBeforeItIsOpen() {
        offered().on(new ChannelStop())
                .decides(new ChannelEvent.ChannelStopped())
                .orders(new Action.CancelTimer(TimerName.HANDSHAKE_DEADLINE),
                        new Action.CloseChannel(INCARNATION, false));
        failed().on(new ChannelStop())
                .orders(new Action.CancelTimer(TimerName.REOPEN), new Action.CloseChannel(INCARNATION, false));
        rescinded().on(new ChannelStop()).decides(new ChannelEvent.ChannelStopped()).orders();
        closedForMtu().on(new ChannelStop()).orders(new Action.CancelTimer(TimerName.REOPEN));
    }

    @Test
    default void startsAnewWhenOfferedAnewInAnyPhase() {
        for (MachineRun<ChannelState> run : everyPhase()) {
            run.on(new ChannelOffered(8, MEMORY))
                    .decidesAlso(new ChannelEvent.NegotiationBegun(8, MEMORY))
                    .inPhase(ChannelPhase.NEGOTIATING)
                    .on(new ChannelOffered(8, MEMORY)).because("stale: incarnation 8, now 8")
                    .on(new ChannelOffered(7, MEMORY)).because("stale: incarnation 7, now 8");
        }
    }

    @Test
    default void ignoresTheOfferOfAnIncarnationThatItHasHad() {
        for (MachineRun<ChannelState> run : everyPhase()) {
            run.on(new ChannelOffered(INCARNATION, MEMORY)).because("stale: incarnation 7, now 7");
        }
    }

    @Test
    default void closesTheOlderIncarnationWhenANewOneIsOfferedOverIt() {
        opened().on(new ChannelOffered(8, MEMORY)).ordersAlso(
                tell(new ChannelClosed(INCARNATION, "offered anew")), new Action.CloseChannel(INCARNATION, false));
        offered().on(new ChannelOffered(8, MEMORY)).ordersAlso(
                new Action.CancelTimer(TimerName.HANDSHAKE_DEADLINE), new Action.CloseChannel(INCARNATION, false));
    }

    @Test
    default void tellsTheMasterWhenTheHostTakesTheDeviceBack() {
        opened().on(new ChannelRescinded(INCARNATION))
                .decides(new ChannelEvent.RescindNoted())
                .orders(STOPS_LISTENING, tell(new ChannelClosed(INCARNATION, "rescinded by the host")),
                        new Action.CloseChannel(INCARNATION, false))
                .inPhase(ChannelPhase.RESCINDED)
                .on(new ChannelRescinded(INCARNATION)).because("already")
                .on(new ChannelOffered(8, MEMORY)).inPhase(ChannelPhase.NEGOTIATING);
    }

    @Test
    default void isRescindedQuietlyWhenItIsNotOpen() {
        offered().on(new ChannelRescinded(INCARNATION))
                .orders(new Action.CancelTimer(TimerName.HANDSHAKE_DEADLINE),
                        new Action.CloseChannel(INCARNATION, false))
                .inPhase(ChannelPhase.RESCINDED);
        failed().on(new ChannelRescinded(INCARNATION)).inPhase(ChannelPhase.RESCINDED);
        closedForMtu().on(new ChannelRescinded(INCARNATION)).inPhase(ChannelPhase.RESCINDED);
    }

    @Test
    default void opensAgainAfterAPauseWhenTheRingIsCorrupt() {
        MachineRun<ChannelState> run = opened().on(new RingCorrupt(INCARNATION, "write index 3"))
                .decides(new ChannelEvent.ChannelFailed("the ring is corrupt: write index 3"),
                        new ChannelEvent.TimerArmed(TimerName.REOPEN, FIRST_TIMER))
                .orders(STOPS_LISTENING, tell(new ChannelClosed(INCARNATION, "the ring is corrupt: write index 3")),
                        new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER, 1_000))
                .inPhase(ChannelPhase.FAILED);

        run.on(fired(run, TimerName.REOPEN))
                .orders(new Action.CloseChannel(INCARNATION, true),
                        new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER + 1, 30_000))
                .inPhase(ChannelPhase.FAILED)
                .on(new ChannelOffered(8, MEMORY))
                .ordersAlso(new Action.CancelTimer(TimerName.REOPEN))
                .inPhase(ChannelPhase.NEGOTIATING);
    }

    @Test
    default void pausesLongerAfterEachFailureInARowButNeverLongerThanHalfAMinute() {
        MachineRun<ChannelState> run = started();
        List<Long> pauses = new ArrayList<>();
        for (int incarnation = 1; incarnation < 8; incarnation++) {
            run.on(new ChannelOffered(incarnation, MEMORY), new RingCorrupt(incarnation, "again"));
            run.decision().actions().stream()
                    .filter(Action.StartTimer.class::isInstance)
                    .forEach(start -> pauses.add(((Action.StartTimer) start).delayMs()));
        }

        assertThat(pauses).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    default void forgetsItsFailuresOnceItWasOpen() {
        MachineRun<ChannelState> run = failed().on(new ChannelOffered(8, MEMORY));
        assertThat(run.state().reopenings()).isEqualTo(1);

        run.on(new ChannelRescinded(8));

        assertThat(run.state().reopenings()).isZero();
        assertThat(opened().state().reopenings()).isZero();
    }

    @Test
    default void opensAgainWithTheNewMtu() {
        MachineRun<ChannelState> run = opened().on(new MtuRequested(9000))
                .decides(new ChannelEvent.MtuNoted(9000), new ChannelEvent.ChannelGone("the MTU changes"),
                        new ChannelEvent.TimerArmed(TimerName.REOPEN, FIRST_TIMER))
                .ordersAlso(
                        sends(17, false, NvspVersion.V6_1, new NvspMessage.RevokeReceiveBuffer(0xcafe)),
                        tell(new ChannelClosed(INCARNATION, "the MTU changes")),
                        new Action.CloseChannel(INCARNATION, true),
                        new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER, 30_000))
                .inPhase(ChannelPhase.CLOSED)
                .on(new ChannelOffered(8, MEMORY));

        assertThat(run.state().mtu().current()).isEqualTo(9000);
    }

    @Test
    default void goesBackToTheMtuThatWorkedWhenTheHandshakeFailsWithTheNewOne() {
        MachineRun<ChannelState> run = opened()
                .on(new MtuRequested(9000), new ChannelOffered(8, MEMORY), new RingCorrupt(8, "x"))
                .decidesAlso(new ChannelEvent.ChannelFailed("the ring is corrupt: x; MTU 1500 is tried again"))
                .ordersAlso(tell(new MtuRefused(9000, 1500, "the ring is corrupt: x")),
                        new Action.CloseChannel(8, true));

        assertThat(run.state().mtu().current()).isEqualTo(1500);
        assertThat(run.state().warnings())
                .containsExactly("the host does not carry MTU 9000, the channel has 1500");
        run.on(new MtuRequested(9000)).decides(new ChannelEvent.MtuNoted(9000));
        assertThat(run.state().warnings()).isEmpty();
    }

    @Test
    default void saysSoWhenTheMtuThatWorkedFailsToo() {
        opened()
                .on(new MtuRequested(9000), new ChannelOffered(8, MEMORY), new RingCorrupt(8, "x"))
                .on(new ChannelOffered(9, MEMORY), new RingCorrupt(9, "y"))
                .decidesAlso(new ChannelEvent.ChannelFailed("the ring is corrupt: y; and MTU 9000 had failed before"))
                .inPhase(ChannelPhase.FAILED);
    }

    @Test
    default void keepsAnMtuThatIsNotToBlame() {
        assertThat(offered().on(new RingCorrupt(INCARNATION, "x")).state().mtu().current()).isEqualTo(1500);
        assertThat(failed().state().warnings()).isEmpty();
    }

    @Test
    default void asksAgainForANewIncarnationThatDoesNotCome() {
        MachineRun<ChannelState> run = closedForMtu();

        run.on(fired(run, TimerName.REOPEN))
                .orders(new Action.CloseChannel(INCARNATION, true),
                        new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER + 1, 30_000))
                .inPhase(ChannelPhase.CLOSED);
    }

    @Test
    default void beginsTheHandshakeAnewWhenTheMtuChangesInTheMiddleOfIt() {
        offered().on(new MtuRequested(9000))
                .orders(new Action.CancelTimer(TimerName.HANDSHAKE_DEADLINE),
                        new Action.CloseChannel(INCARNATION, true),
                        new Action.StartTimer(TimerName.REOPEN, 2, 30_000))
                .inPhase(ChannelPhase.CLOSED);
    }

    @Test
    default void keepsAnMtuForTheNextHandshakeWhileItIsShut() {
        for (MachineRun<ChannelState> run : List.of(started(), failed(), rescinded())) {
            run.on(new MtuRequested(9000)).decides(new ChannelEvent.MtuNoted(9000)).orders();
        }
    }

    @Test
    default void doesNothingAboutAnMtuThatItHas() {
        for (MachineRun<ChannelState> run : List.of(started(), offered(), failed(), rescinded())) {
            run.on(new MtuRequested(1500)).because("1500 already");
        }
    }

    @Test
    default void opensAgainForAnMtuThatItHasBecauseTheMasterHasLetGoOfItsPort() {
        opened().on(new MtuRequested(1500))
                .ordersAlso(new Action.CloseChannel(INCARNATION, true))
                .inPhase(ChannelPhase.CLOSED);
    }

    @Test
    default void ignoresTimersThatWereReplacedOrCancelled() {
        for (MachineRun<ChannelState> run : everyPhase()) {
            for (TimerName timer : TimerName.values()) {
                run.on(new TimerFired(timer, 99)).because("stale: " + timer);
            }
        }
    }

    @Test
    default void ignoresWhatComesFromOrForAnotherIncarnation() {
        for (MachineRun<ChannelState> run : everyPhase()) {
            ChannelState before = run.state();
            for (Input input : ofIncarnation(6)) {
                run.on(input).because("stale: incarnation 6, now 7");
            }
            assertThat(run.state()).isEqualTo(before);
        }
    }

    @Test
    default void ignoresWhatComesToAShutChannel() {
        for (MachineRun<ChannelState> run : List.of(closedForMtu(), rescinded(), failed())) {
            for (Input input : ofIncarnation(INCARNATION)) {
                if (!(input instanceof ChannelRescinded)) {
                    run.on(input).because("the channel is shut: ");
                }
            }
        }
    }

    @Test
    default void keepsTheReceiveModeForTheNextHandshakeWhileItIsNotOpen() {
        for (MachineRun<ChannelState> run : List.of(started(), offered(), failed(), rescinded())) {
            run.on(new ReceiveModeRequested(true, true))
                    .decides(new ChannelEvent.ReceiveModeNoted(true, true))
                    .orders()
                    .on(new ReceiveModeRequested(true, true)).because("already");
        }
    }

    private static List<Input> ofIncarnation(long incarnation) {
        return List.of(
                new ChannelRescinded(incarnation),
                new HostMessage(incarnation, 1, true, host(new NvspMessage.VfAssociation(true, 1)).payload()),
                new HostCompletion(incarnation, 1, Bytes.EMPTY),
                new HostRndis(incarnation, Bytes.EMPTY),
                new HostMalformed(incarnation, "x", Bytes.EMPTY),
                new RingCorrupt(incarnation, "x"),
                new RingFull(incarnation, 1),
                new SwitchRequested(incarnation, DataPath.VF),
                new SwitchWithdrawn(incarnation));
    }
}
