package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.host;
import static io.netvscd.actors.machine.channel.ChannelFixture.rndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.sendsRndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.KeepaliveComplete;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelOffered;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelRescinded;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStop;
import io.netvscd.journal.vocabulary.ChannelInput.RingCorrupt;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput.ChannelClosed;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the host is there (scenario 139). */
interface KeepaliveCases extends ChannelFixture {
    String SILENT = "2 requests in a row were not answered";

    private static Action asksByQuery(int id) {
        return sendsRndis(id, new RndisMessage.Query(id, Oid.GEN_MEDIA_CONNECT_STATUS, Information.EMPTY));
    }

    /** A round without a word of the host: it is asked by message 15. */
    private MachineRun<ChannelState> asked() {
        MachineRun<ChannelState> run = opened();
        return run.on(fired(run, TimerName.KEEPALIVE_ROUND));
    }

    private MachineRun<ChannelState> givenUp() {
        MachineRun<ChannelState> run = asked();
        run.on(fired(run, TimerName.KEEPALIVE_DEADLINE));
        return run.on(fired(run, TimerName.KEEPALIVE_DEADLINE));
    }

    @Test
    default void asksAHostThatWasSilentForARoundWhetherItIsThere() {
        asked().decides(new ChannelEvent.SignOfLifeAsked(15, false),
                        new ChannelEvent.TimerArmed(TimerName.KEEPALIVE_DEADLINE, FIRST_TIMER))
                .orders(sendsRndis(15, new RndisMessage.Keepalive(15)),
                        new Action.StartTimer(TimerName.KEEPALIVE_DEADLINE, FIRST_TIMER, 15_000))
                .on(rndis(new KeepaliveComplete(15, RndisStatus.SUCCESS)))
                .decides(new ChannelEvent.SignOfLifeSeen(15),
                        new ChannelEvent.TimerArmed(TimerName.KEEPALIVE_ROUND, FIRST_TIMER + 1))
                .orders(new Action.CancelTimer(TimerName.KEEPALIVE_DEADLINE),
                        new Action.StartTimer(TimerName.KEEPALIVE_ROUND, FIRST_TIMER + 1, 30_000));
    }

    @Test
    default void leavesAHostInPeaceThatWasHeardMeanwhile() {
        MachineRun<ChannelState> run = opened().on(host(new VfAssociation(true, 2)));

        run.on(fired(run, TimerName.KEEPALIVE_ROUND))
                .orders(new Action.StartTimer(TimerName.KEEPALIVE_ROUND, FIRST_TIMER, 30_000));
        run.on(fired(run, TimerName.KEEPALIVE_ROUND))
                .ordersAlso(sendsRndis(15, new RndisMessage.Keepalive(15)));
    }

    @Test
    default void asksByAQueryAHostThatDoesNotAnswerAKeepaliveAndKeepsToIt() {
        MachineRun<ChannelState> run = asked();

        run.on(fired(run, TimerName.KEEPALIVE_DEADLINE))
                .decidesAlso(new ChannelEvent.SignOfLifeMissed(15), new ChannelEvent.SignOfLifeAsked(16, true))
                .ordersAlso(asksByQuery(16))
                .on(rndis(new QueryComplete(16, 0, Information.ofInt(0))))
                .decidesAlso(new ChannelEvent.SignOfLifeSeen(16));

        run.on(fired(run, TimerName.KEEPALIVE_ROUND)).ordersAlso(asksByQuery(17));
    }

    @Test
    default void takesALateAnswerForWhatItIs() {
        MachineRun<ChannelState> run = asked();
        run.on(fired(run, TimerName.KEEPALIVE_DEADLINE));

        run.on(rndis(new KeepaliveComplete(15, RndisStatus.SUCCESS))).decides(new ChannelEvent.LateAnswer(15));
    }

    @Test
    default void waitsForTheDeadlineWhenTheRingIsFull() {
        asked().on(new RingFull(INCARNATION, 15)).because("no sign of life").inPhase(ChannelPhase.OPEN);
    }

    @Test
    default void givesUpAHostThatAnswersNeitherAndLetsItsFramesFlowUntilItIsOpenedAgain() {
        MachineRun<ChannelState> run = givenUp()
                .decides(new ChannelEvent.SignOfLifeMissed(16), new ChannelEvent.HostGivenUp(SILENT),
                        new ChannelEvent.TimerArmed(TimerName.REOPEN, FIRST_TIMER + 2))
                .orders(new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER + 2, 1_000))
                .inPhase(ChannelPhase.FAILED);

        run.on(fired(run, TimerName.REOPEN))
                .decidesAlso(new ChannelEvent.ChannelGone(SILENT))
                .orders(tell(new ChannelClosed(INCARNATION, SILENT)), new Action.CloseChannel(INCARNATION, true),
                        new Action.StartTimer(TimerName.REOPEN, FIRST_TIMER + 3, 30_000))
                .inPhase(ChannelPhase.CLOSED);
    }

    @Test
    default void tellsTheMasterWhateverEndsAChannelThatWasGivenUp() {
        Map<Input, ChannelPhase> ends = Map.of(
                new ChannelStop(), ChannelPhase.CLOSED,
                new ChannelOffered(8, MEMORY), ChannelPhase.NEGOTIATING,
                new ChannelRescinded(INCARNATION), ChannelPhase.RESCINDED,
                new RingCorrupt(INCARNATION, "x"), ChannelPhase.CLOSED);

        ends.forEach((end, phase) -> {
            MachineRun<ChannelState> run = givenUp().on(end)
                    .ordersAlso(tell(new ChannelClosed(INCARNATION, SILENT)))
                    .inPhase(phase);
            assertThat(run.state().lingers()).isFalse();
        });
    }
}
