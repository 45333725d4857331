package io.netvscd.actors.machine.channel;

import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.OwnerId;

/** The owner of a NIC's VMBus channel. */
public final class VmbusChannel implements Machine<ChannelState> {
    private static final Transitions<ChannelPhase, ChannelState> TRANSITIONS = table();

    @Override
    public OwnerId.Kind kind() {
        return OwnerId.Kind.CHANNEL;
    }

    @Override
    public ChannelState initial(OwnerId owner) {
        return ChannelState.initial(owner);
    }

    @Override
    public ChannelState apply(ChannelState state, Event event) {
        return ChannelFacts.apply(state, event);
    }

    @Override
    public Transitions<ChannelPhase, ChannelState> transitions() {
        return TRANSITIONS;
    }

    private static Transitions<ChannelPhase, ChannelState> table() {
        Transitions.Builder<ChannelPhase, ChannelState> rows = Transitions.of(
                "VmbusChannel", ChannelPhase.class, ChannelPhase.CLOSED, ChannelState::phase, VmbusChannel::fold);
        String what = "incarnation";
        rows.ignoringOlder(what, ChannelInput.ChannelRescinded.class, ChannelInput.ChannelRescinded::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.HostMessage.class, ChannelInput.HostMessage::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.HostCompletion.class, ChannelInput.HostCompletion::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.HostRndis.class, ChannelInput.HostRndis::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.HostMalformed.class, ChannelInput.HostMalformed::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.RingCorrupt.class, ChannelInput.RingCorrupt::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.RingFull.class, ChannelInput.RingFull::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.SwitchRequested.class, ChannelInput.SwitchRequested::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.SwitchWithdrawn.class, ChannelInput.SwitchWithdrawn::incarnation,
                        ChannelState::incarnation);
        rows.ignoringOlder(what, ChannelInput.SubchannelOpened.class, ChannelInput.SubchannelOpened::incarnation,
                        ChannelState::incarnation)
                .ignoringOlder(what, ChannelInput.SubchannelFailed.class, ChannelInput.SubchannelFailed::incarnation,
                        ChannelState::incarnation);
        LifeRows.add(rows);
        HandshakeRows.add(rows);
        HostRows.add(rows);
        SwitchRows.add(rows);
        RequestRows.add(rows);
        KeepaliveRows.add(rows);
        LinkRows.add(rows);
        SubchannelRows.add(rows);
        LastRows.add(rows);
        return rows.build();
    }

    private static ChannelState fold(ChannelState state, Iterable<Event> events) {
        ChannelState next = state;
        for (Event event : events) {
            next = ChannelFacts.apply(next, event);
        }
        return next;
    }
}
