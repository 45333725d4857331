package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.completion;
import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.rndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.toStep;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.RingCorrupt;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The handshake with hosts that refuse, answer nonsense, or do not answer. */
interface RefusalCases extends ChannelFixture {
    private static void failsWith(MachineRun<ChannelState> run, String why) {
        run.inPhase(ChannelPhase.FAILED)
                .ordersAlso(new Action.CancelTimer(TimerName.HANDSHAKE_DEADLINE))
                .ordersNo(Action.Tell.class);
        assertThat(run.decision().events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(ChannelEvent.ChannelFailed.class, failed ->
                        assertThat(failed.why()).contains(why)));
        assertThat(run.state().timers().names()).containsExactly(TimerName.REOPEN);
    }

    @Test
    default void failsWhenTheHostSpeaksNoVersionThatItKnows() {
        MachineRun<ChannelState> run = offered();
        for (int i = 0; i < NvspVersion.values().length; i++) {
            run.inPhase(ChannelPhase.NEGOTIATING).on(toStep(run, new InitComplete(0, 0, NvspStatus.TOO_NEW)));
        }

        failsWith(run, "at VERSION the host answered InitComplete");
    }

    @Test
    default void failsWhenAnAnswerIsMalformedOrToAnotherQuestion() {
        MachineRun<ChannelState> empty = offered().on(completion(1, Bytes.EMPTY));
        failsWith(empty, "at VERSION the host answered NVSP, offset 0");

        MachineRun<ChannelState> other = offered();
        failsWith(other.on(toStep(other, new SendBufferComplete(1, 6144))), "answered SendBufferComplete");
    }

    @Test
    default void failsWhenTheReceiveBufferIsRefusedOrDividedInAnImpossibleWay() {
        for (ReceiveBufferComplete answer : List.of(
                ReceiveBufferComplete.refused(NvspStatus.FAILURE),
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 8, 1728, 100, 0),
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 67, 100, 0),
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 1728, 0, 0),
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 1728, -1, 0),
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 1 << 20, 17, 0),
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 1 << 30, 1 << 30, 0))) {
            MachineRun<ChannelState> run = awaiting(HandshakeStep.RECEIVE_BUFFER);
            failsWith(run.on(toStep(run, answer)), "at RECEIVE_BUFFER the host answered ReceiveBufferComplete");
        }
    }

    @Test
    default void failsWhenTheSendBufferIsRefusedOrDividedInAnImpossibleWay() {
        for (SendBufferComplete answer : List.of(
                new SendBufferComplete(NvspStatus.FAILURE, 6144),
                new SendBufferComplete(NvspStatus.SUCCESS, 67),
                new SendBufferComplete(NvspStatus.SUCCESS, -1),
                new SendBufferComplete(NvspStatus.SUCCESS, (1 << 20) + 1))) {
            MachineRun<ChannelState> run = awaiting(HandshakeStep.SEND_BUFFER);
            failsWith(run.on(toStep(run, answer)), "at SEND_BUFFER the host answered SendBufferComplete");
        }
    }

    @Test
    default void failsWhenABufferIsAnsweredForTheOther() {
        MachineRun<ChannelState> receive = awaiting(HandshakeStep.RECEIVE_BUFFER);
        failsWith(receive.on(toStep(receive, new SendBufferComplete(1, 6144))), "at RECEIVE_BUFFER");
        MachineRun<ChannelState> send = awaiting(HandshakeStep.SEND_BUFFER);
        failsWith(send.on(toStep(send, ChannelFixture.receiveBufferGranted())), "at SEND_BUFFER");
    }

    @Test
    default void failsWhenRndisIsNotInitialised() {
        for (InitializeComplete answer : List.of(
                new InitializeComplete(6, RndisStatus.FAILURE, 1, 0, 1, 0, 8, 0x4000, 3),
                new InitializeComplete(6, RndisStatus.SUCCESS, 1, 0, 1, 0, 8, 0x4000, 13),
                new InitializeComplete(6, RndisStatus.SUCCESS, 1, 0, 1, 0, 8, 0x4000, -1))) {
            failsWith(awaiting(HandshakeStep.RNDIS_INITIALIZE).on(rndis(answer)),
                    "at RNDIS_INITIALIZE the host answered InitializeComplete");
        }
    }

    @Test
    default void failsAtOnceWhenThePacketOfAnRndisMessageIsRefused() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.QUERY_LINK);
        failsWith(run.on(toStep(run, new RndisPacketComplete(NvspStatus.INVALID_RNDIS_PACKET))),
                "at QUERY_LINK the host answered RndisPacketComplete[status=5]");
    }

    @Test
    default void failsWhenTheFilterIsRefused() {
        failsWith(awaiting(HandshakeStep.PACKET_FILTER).on(rndis(new SetComplete(14, RndisStatus.FAILURE))),
                "at PACKET_FILTER the host answered SetComplete");
    }

    @Test
    default void failsWhenTheHostDoesNotAnswerInTime() {
        for (HandshakeStep step : HandshakeStep.values()) {
            MachineRun<ChannelState> run = awaiting(step);
            run.on(fired(run, TimerName.HANDSHAKE_DEADLINE))
                    .inPhase(ChannelPhase.FAILED)
                    .decidesAlso(new ChannelEvent.ChannelFailed("no answer to " + step + " in 30000 ms"))
                    .ordersNo(Action.Tell.class);
        }
    }

    @Test
    default void failsWhenTheRingIsFullOrCorrupt() {
        failsWith(awaiting(HandshakeStep.SEND_BUFFER).on(new RingFull(INCARNATION, 3)),
                "the ring is full at SEND_BUFFER");
        failsWith(awaiting(HandshakeStep.SEND_BUFFER).on(new RingCorrupt(INCARNATION, "index 9")),
                "the ring is corrupt: index 9");
    }

    @Test
    default void keepsLongerPausesWhileItNeverGetsToOpen() {
        MachineRun<ChannelState> run = offered();
        run.on(fired(run, TimerName.HANDSHAKE_DEADLINE));
        run.on(fired(run, TimerName.REOPEN));

        assertThat(run.state().reopenings()).isEqualTo(2);
    }
}
