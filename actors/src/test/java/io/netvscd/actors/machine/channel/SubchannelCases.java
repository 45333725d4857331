package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.completion;
import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.host;
import static io.netvscd.actors.machine.channel.ChannelFixture.sends;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.IndirectionTable;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelOffered;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelRescinded;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStarted;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStop;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.RingCorrupt;
import io.netvscd.journal.vocabulary.ChannelInput.RingFull;
import io.netvscd.journal.vocabulary.ChannelInput.SubchannelFailed;
import io.netvscd.journal.vocabulary.ChannelInput.SubchannelOpened;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchRequested;
import io.netvscd.journal.vocabulary.MasterInput.SwitchEnded;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sub-channels (scenarios 61, 68, 73, 98). The host of the fixture has four queues. */
interface SubchannelCases extends ChannelFixture {
    String IN_TURN = "00010203".repeat(4);

    default MachineRun<ChannelState> asking(int channels) {
        return opened(newLife().on(new ChannelStarted(FACTS.withChannels(channels)),
                new ChannelOffered(INCARNATION, MEMORY)));
    }

    private static HostCompletion answer(int status, int count) {
        return completion(15, Bytes.of(NvspCodec.encode(new SubchannelComplete(status, count), NvspVersion.V6_1)));
    }

    private static SubchannelOpened open(int index) {
        return new SubchannelOpened(INCARNATION, index);
    }

    private static Action spread(String table) {
        return new Action.SpreadTransmit(INCARNATION, Bytes.parse(table));
    }

    @Test
    default void asksForSubchannelsOnceOpenAndSpreadsOnceAllAreThere() {
        asking(4).decidesAlso(new ChannelEvent.SubchannelsAsked(15, 3))
                .ordersAlso(sends(15, true, NvspVersion.V6_1, new SubchannelRequest(1, 3)))
                .on(answer(NvspStatus.SUCCESS, 3))
                .decides(new ChannelEvent.SubchannelsGranted(3))
                .orders(new Action.OpenSubchannels(INCARNATION, 3))
                .on(open(1), open(2)).orders()
                .on(open(3))
                .decidesAlso(new ChannelEvent.SubchannelNoted(3, true), new ChannelEvent.SubchannelsSettled(4))
                .ordersAlso(new Action.CancelTimer(TimerName.SUBCHANNEL_DEADLINE), spread(IN_TURN));
    }

    @Test
    default void asksForNoMoreThanTheHostHasQueuesAndForNoneOfAnOlderHost() {
        asking(64).ordersAlso(sends(15, true, NvspVersion.V6_1, new SubchannelRequest(1, 3)));
        assertThat(opened().state().session().subchannels()).isEqualTo(Subchannels.NONE);
    }

    @Test
    default void takesFewerThanItAskedForAndNeverMore() {
        asking(4).on(answer(NvspStatus.SUCCESS, 1)).orders(new Action.OpenSubchannels(INCARNATION, 1));
        asking(4).on(answer(NvspStatus.SUCCESS, 900)).orders(new Action.OpenSubchannels(INCARNATION, 3));
    }

    @Test
    default void goesOnAloneWhenRefusedOrTheRingIsFull() {
        asking(4).on(answer(NvspStatus.FAILURE, 3)).decides(new ChannelEvent.SubchannelsSettled(1))
                .orders(new Action.CancelTimer(TimerName.SUBCHANNEL_DEADLINE));
        asking(4).on(answer(NvspStatus.SUCCESS, -1)).decides(new ChannelEvent.SubchannelsSettled(1));
        asking(4).on(new RingFull(INCARNATION, 15)).decides(new ChannelEvent.SubchannelsSettled(1));
    }

    @Test
    default void countedFailuresFinishTheWait() {
        asking(4).on(answer(NvspStatus.SUCCESS, 3), open(1), new SubchannelFailed(INCARNATION, 2, "no memory"), open(3))
                .decidesAlso(new ChannelEvent.SubchannelsSettled(3))
                .ordersAlso(spread("00010200" + "01020001" + "02000102" + "00010200"))
                .on(open(4)).because("too late")
                .on(new SubchannelFailed(INCARNATION, 5, "no memory")).because("too late");
    }

    @Test
    default void goesOnWithThoseThatAreOpenAtTheDeadline() {
        MachineRun<ChannelState> run = asking(4).on(answer(NvspStatus.SUCCESS, 3), open(1));
        run.on(fired(run, TimerName.SUBCHANNEL_DEADLINE))
                .decidesAlso(new ChannelEvent.SubchannelsSettled(2))
                .ordersAlso(spread("0001".repeat(8)))
                .on(answer(NvspStatus.SUCCESS, 3)).decides(new ChannelEvent.LateAnswer(15));
    }

    @Test
    default void takesNoOtherAnswerForItsOwnWhileASwitchIsUnderWayToo() {
        asking(4).on(new SwitchRequested(INCARNATION, DataPath.VF))
                .on(completion(16, Bytes.EMPTY))
                .ordersAlso(tell(new SwitchEnded(INCARNATION, DataPath.VF, SwitchOutcome.COMPLETED)))
                .on(answer(NvspStatus.SUCCESS, 2))
                .orders(new Action.OpenSubchannels(INCARNATION, 2));
    }

    @Test
    default void foldsTheHostsTableOntoTheChannelsThatThereAre() {
        IndirectionTable table = new IndirectionTable(Collections.nCopies(16, 5));
        asking(4).on(host(table)).orders()
                .on(answer(NvspStatus.SUCCESS, 1), open(1))
                .ordersAlso(spread("01".repeat(16)))
                .on(host(new IndirectionTable(Collections.nCopies(16, -2))))
                .orders(spread("00".repeat(16)));
        opened().on(host(table)).orders();
    }

    @Test
    default void hasNoUseForSubchannelsOfAChannelThatIsShut() {
        asking(4).on(new RingCorrupt(INCARNATION, "index"))
                .on(open(1)).because("the channel is shut")
                .on(new SubchannelFailed(INCARNATION, 2, "gone")).because("the channel is shut");
        for (MachineRun<ChannelState> run : List.of(
                opened().on(new ChannelStop()), offered(), opened().on(new ChannelRescinded(INCARNATION)))) {
            run.on(open(1)).on(new SubchannelFailed(INCARNATION, 2, "gone"));
        }
        offered().on(host(new IndirectionTable(Collections.nCopies(16, 1)))).orders();
        for (MachineRun<ChannelState> run : List.of(offered(), opened(),
                opened().on(new ChannelStop()), opened().on(new ChannelRescinded(INCARNATION)),
                opened().on(new RingCorrupt(INCARNATION, "index")))) {
            run.on(new SubchannelOpened(INCARNATION - 1, 1)).because("stale")
                    .on(new SubchannelFailed(INCARNATION - 1, 1, "gone")).because("stale");
        }
    }
}
