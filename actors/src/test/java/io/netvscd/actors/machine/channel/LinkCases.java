package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.fired;
import static io.netvscd.actors.machine.channel.ChannelFixture.indication;
import static io.netvscd.actors.machine.channel.ChannelFixture.rndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelRescinded;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.LinkChange;
import io.netvscd.journal.vocabulary.MasterInput.HostLinkChanged;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The link as the host indicates it (scenarios 56, 66, 67, 152). */
interface LinkCases extends ChannelFixture {
    HostRndis CONNECT = indication(RndisStatus.MEDIA_CONNECT);
    HostRndis DISCONNECT = indication(RndisStatus.MEDIA_DISCONNECT);
    HostRndis NETWORK_CHANGE = indication(RndisStatus.NETWORK_CHANGE);

    private static Action link(boolean up) {
        return tell(new HostLinkChanged(INCARNATION, up));
    }

    @Test
    default void tellsTheMasterOfTheFirstChangeAtOnce() {
        opened().on(DISCONNECT)
                .decides(new ChannelEvent.LinkNoted(false), new ChannelEvent.TimerArmed(TimerName.LINK_SETTLE, FIRST_TIMER))
                .orders(link(false), new Action.StartTimer(TimerName.LINK_SETTLE, FIRST_TIMER, 2_000));
    }

    @Test
    default void letsTheNextChangeWaitUntilTheFirstHasSettled() {
        MachineRun<ChannelState> run = opened().on(DISCONNECT, CONNECT)
                .decides(new ChannelEvent.LinkHeld(LinkChange.UP, false))
                .orders();

        run.on(fired(run, TimerName.LINK_SETTLE))
                .decidesAlso(new ChannelEvent.LinkReleased(), new ChannelEvent.LinkNoted(true))
                .ordersAlso(link(true), new Action.StartTimer(TimerName.LINK_SETTLE, FIRST_TIMER + 1, 2_000));
        run.on(fired(run, TimerName.LINK_SETTLE)).decides(new ChannelEvent.LinkSettled())
                .on(DISCONNECT).ordersAlso(link(false));
    }

    @Test
    default void showsANetworkChangeAsALinkThatIsDownForTwoSeconds() {
        MachineRun<ChannelState> run = opened().on(NETWORK_CHANGE)
                .decidesAlso(new ChannelEvent.LinkNoted(false), new ChannelEvent.LinkHeld(LinkChange.UP, true))
                .ordersAlso(link(false));

        run.on(fired(run, TimerName.LINK_SETTLE)).ordersAlso(link(true));
    }

    @Test
    default void bringsTheLinkBackAfterANetworkChangeBeforeWhateverElseWaits() {
        MachineRun<ChannelState> run = opened().on(CONNECT, NETWORK_CHANGE, DISCONNECT);

        run.on(fired(run, TimerName.LINK_SETTLE)).ordersAlso(link(false));
        assertThat(run.state().session().link().held()).containsExactly(LinkChange.UP, LinkChange.DOWN);
        run.on(fired(run, TimerName.LINK_SETTLE)).ordersAlso(link(true));
        run.on(fired(run, TimerName.LINK_SETTLE)).ordersAlso(link(false));
    }

    @Test
    default void tellsTheMasterOfAConnectThatWasConnectedAlready() {
        opened().on(CONNECT).orders(link(true), new Action.StartTimer(TimerName.LINK_SETTLE, FIRST_TIMER, 2_000));
    }

    @Test
    default void doesNothingAboutAChangeThatIsExpectedAnyway() {
        MachineRun<ChannelState> run = opened().on(DISCONNECT)
                .on(DISCONNECT).because("without DOWN")
                .on(NETWORK_CHANGE).because("without NETWORK_CHANGE")
                .on(CONNECT, CONNECT).because("without UP");

        assertThat(run.state().session().link().held()).containsExactly(LinkChange.UP);
    }

    @Test
    default void carriesOutNothingWhenAHeldChangeHasLostItsMeaning() {
        MachineRun<ChannelState> run = opened().on(CONNECT, DISCONNECT, NETWORK_CHANGE);
        run.on(fired(run, TimerName.LINK_SETTLE)).ordersAlso(link(false));

        run.on(fired(run, TimerName.LINK_SETTLE)).ordersNo(Action.Tell.class)
                .decidesAlso(new ChannelEvent.LinkReleased());
    }

    @Test
    default void keepsTheNewestChangesOfALinkThatFlapsWithoutEnd() {
        MachineRun<ChannelState> run = opened().on(DISCONNECT);
        for (int i = 0; i < 100; i++) {
            run.on(CONNECT, DISCONNECT);
        }

        List<LinkChange> held = run.state().session().link().held();
        assertThat(held).hasSize(ChannelTimings.MAX_HELD_LINK_CHANGES).endsWith(LinkChange.DOWN);
    }

    @Test
    default void notesTheSpeedAndTellsNobody() {
        HostRndis speed = rndis(new IndicateStatus(RndisStatus.LINK_SPEED_CHANGE, Information.ofInt(400_000_000)));
        for (MachineRun<ChannelState> run : List.of(awaiting(HandshakeStep.QUERY_LINK), opened())) {
            run.on(speed).decides(new ChannelEvent.LinkSpeedNoted(40_000_000_000L)).orders();
        }
    }

    @Test
    default void doesNothingAboutOtherIndications() {
        opened().on(indication(RndisStatus.TASK_OFFLOAD_CURRENT_CONFIG)).because("not used: IndicateStatus")
                .on(indication(RndisStatus.LINK_SPEED_CHANGE)).because("not used: IndicateStatus");
        awaiting(HandshakeStep.QUERY_LINK).on(NETWORK_CHANGE).because("not used: IndicateStatus");
    }

    @Test
    default void forgetsAHeldChangeWithItsIncarnation() {
        opened().on(NETWORK_CHANGE, new ChannelRescinded(INCARNATION))
                .ordersAlso(new Action.CancelTimer(TimerName.LINK_SETTLE))
                .inPhase(ChannelPhase.RESCINDED);
    }
}
