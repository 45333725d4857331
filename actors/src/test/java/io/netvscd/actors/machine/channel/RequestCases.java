package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.rndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.sendsRndis;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.KeepaliveComplete;
import io.netvscd.datapath.rndis.RndisMessage.ResetComplete;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.ChannelInput.ReceiveModeRequested;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packet filter and keepalives (scenarios 65, 66, 103, 139). */
interface RequestCases extends ChannelFixture {
    ReceiveModeRequested UP = new ReceiveModeRequested(true, false);
    ReceiveModeRequested DOWN = new ReceiveModeRequested(false, false);
    ReceiveModeRequested PROMISCUOUS = new ReceiveModeRequested(true, true);

    private static Action sets(int id, int filter) {
        return sendsRndis(id, new RndisMessage.Set(id, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(filter)));
    }

    @Test
    default void setsThePacketFilterThatTheMasterAsksFor() {
        opened().on(UP)
                .decides(new ChannelEvent.ReceiveModeNoted(true, false),
                        new ChannelEvent.RequestSent(15, Oid.GEN_CURRENT_PACKET_FILTER),
                        new ChannelEvent.TimerArmed(TimerName.RNDIS_DEADLINE, FIRST_TIMER))
                .orders(sets(15, 0x0d), new Action.StartTimer(TimerName.RNDIS_DEADLINE, FIRST_TIMER, 30_000))
                .on(UP).because("already")
                .on(rndis(new SetComplete(15, RndisStatus.SUCCESS)))
                .decides(new ChannelEvent.RequestAnswered(15, RndisStatus.SUCCESS))
                .orders(new Action.CancelTimer(TimerName.RNDIS_DEADLINE));
    }

    @Test
    default void asksForTheLatestWishOnlyOnceTheLastRequestHasEnded() {
        opened().on(UP, DOWN, PROMISCUOUS)
                .decides(new ChannelEvent.ReceiveModeNoted(true, true))
                .orders()
                .on(rndis(new SetComplete(15, RndisStatus.SUCCESS)))
                .ordersAlso(new Action.CancelTimer(TimerName.RNDIS_DEADLINE), sets(16, 0x20));
    }

    @Test
    default void asksForNothingWhenTheWishIsBackWhereItWas() {
        opened().on(UP, DOWN, UP, rndis(new SetComplete(15, RndisStatus.SUCCESS)))
                .orders(new Action.CancelTimer(TimerName.RNDIS_DEADLINE));
    }

    @Test
    default void doesNotRepeatARefusedFilterUntilTheWishChanges() {
        opened().on(UP, rndis(new SetComplete(15, RndisStatus.NOT_SUPPORTED)))
                .decides(new ChannelEvent.RequestAnswered(15, RndisStatus.NOT_SUPPORTED))
                .orders(new Action.CancelTimer(TimerName.RNDIS_DEADLINE))
                .on(PROMISCUOUS)
                .ordersAlso(sets(16, 0x20));
    }

    @Test
    default void asksAgainWhenTheHostDoesNotAnswerInTime() {
        MachineRun<ChannelState> run = opened().on(UP);

        run.on(fired(run, TimerName.RNDIS_DEADLINE))
                .decidesAlso(new ChannelEvent.RequestTimedOut(15))
                .ordersAlso(sets(16, 0x0d))
                .on(rndis(new SetComplete(15, RndisStatus.SUCCESS)))
                .decides(new ChannelEvent.LateAnswer(15))
                .on(rndis(new SetComplete(16, RndisStatus.SUCCESS)))
                .decides(new ChannelEvent.RequestAnswered(16, RndisStatus.SUCCESS));
    }

    @Test
    default void takesAHostForDeadThatLeavesAFilterUnansweredTwice() {
        MachineRun<ChannelState> run = opened().on(UP);
        run.on(fired(run, TimerName.RNDIS_DEADLINE));

        run.on(fired(run, TimerName.RNDIS_DEADLINE))
                .decidesAlso(new ChannelEvent.RequestTimedOut(16),
                        new ChannelEvent.HostGivenUp("2 requests in a row were not answered"))
                .inPhase(ChannelPhase.FAILED);
    }

    @Test
    default void asksAgainOnceThereMayBeRoomInTheRing() {
        MachineRun<ChannelState> run = opened().on(UP, new RingFull(INCARNATION, 15))
                .decides(new ChannelEvent.RequestDeferred(15),
                        new ChannelEvent.TimerArmed(TimerName.RNDIS_DEADLINE, FIRST_TIMER + 1))
                .orders(new Action.CancelTimer(TimerName.RNDIS_DEADLINE),
                        new Action.StartTimer(TimerName.RNDIS_DEADLINE, FIRST_TIMER + 1, 100));

        run.on(fired(run, TimerName.RNDIS_DEADLINE)).ordersAlso(sets(16, 0x0d));
    }

    @Test
    default void asksForNothingAfterAFullRingWhenTheWishIsBackWhereItWas() {
        MachineRun<ChannelState> run = opened().on(UP, new RingFull(INCARNATION, 15), DOWN);

        run.on(fired(run, TimerName.RNDIS_DEADLINE)).because("as wished");
    }

    @Test
    default void answersTheHostsKeepalives() {
        awaiting(HandshakeStep.QUERY_LINK).on(rndis(new Keepalive(77)))
                .decides(new ChannelEvent.KeepaliveAnswered(12))
                .orders(sendsRndis(12, new KeepaliveComplete(77, RndisStatus.SUCCESS)));
        opened().on(rndis(new Keepalive(77)))
                .orders(sendsRndis(15, new KeepaliveComplete(77, RndisStatus.SUCCESS)))
                .on(new RingFull(INCARNATION, 15)).because("message 15 was not sent");
    }

    @Test
    default void countsControlMessagesThatMakeNoSense() {
        for (MachineRun<ChannelState> run : List.of(awaiting(HandshakeStep.QUERY_LINK), opened())) {
            ChannelPhase phase = run.state().phase();
            run.on(new HostRndis(INCARNATION, Bytes.parse("0500008011000000")))
                    .decides(new ChannelEvent.AnomalyNoted("RNDIS, offset 4: length 17 with 8 octets there"))
                    .inPhase(phase);
        }
    }

    @Test
    default void doesNothingAboutControlMessagesThatItDoesNotUse() {
        for (MachineRun<ChannelState> run : List.of(awaiting(HandshakeStep.QUERY_LINK), opened())) {
            run.on(rndis(new ResetComplete(RndisStatus.SUCCESS, 0))).because("not used: ResetComplete")
                    .on(rndis(new SetComplete(49, RndisStatus.SUCCESS))).because("not used: SetComplete");
        }
    }
}
