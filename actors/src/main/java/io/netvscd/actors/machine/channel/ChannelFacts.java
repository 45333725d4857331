package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The state once an event is true: one entry for each event. */
final class ChannelFacts {
    private static final Map<Class<? extends Event>, BiFunction<ChannelState, Event, ChannelState>> FOLDS =
            new IdentityHashMap<>();

    static {
        life();
        handshake();
        host();
        switching();
        requests();
        signsOfLife();
        subchannels();
    }

    private ChannelFacts() {
    }

    static ChannelState apply(ChannelState state, Event event) {
        BiFunction<ChannelState, Event, ChannelState> fold = FOLDS.get(event.getClass());
        if (fold == null) {
            throw new IllegalArgumentException("no event of a channel: " + event);
        }
        return fold.apply(state, event);
    }

    /** A fold is found by the class of its event, so that class need not be checked again. */
    @SuppressWarnings("unchecked")
    private static <E extends ChannelEvent> void on(Class<E> type, BiFunction<ChannelState, E, ChannelState> fold) {
        FOLDS.put(type, (BiFunction<ChannelState, Event, ChannelState>) (BiFunction<ChannelState, ?, ChannelState>) fold);
    }

    private static <E extends ChannelEvent> void onSession(Class<E> type, BiFunction<Session, E, Session> fold) {
        on(type, (state, event) -> state.session(fold.apply(state.session(), event)));
    }

    private static void life() {
        on(ChannelEvent.ChannelReset.class, (state, event) -> state.reset(event.facts()));
        on(ChannelEvent.ChannelStopped.class, (state, event) -> state.stopped());
        on(ChannelEvent.ChannelGone.class, (state, event) -> state.phase(ChannelPhase.CLOSED, event.why()));
        on(ChannelEvent.ChannelFailed.class, (state, event) -> {
            Mtu mtu = state.phase() == ChannelPhase.NEGOTIATING ? state.mtu().failed() : state.mtu();
            return state.phase(ChannelPhase.FAILED, event.why()).mtu(mtu);
        });
        on(ChannelEvent.HostGivenUp.class, (state, event) -> state.lingering(event.why()));
        on(ChannelEvent.RescindNoted.class, (state, event) ->
                state.phase(ChannelPhase.RESCINDED, "rescinded by the host").reopenings(0));
        on(ChannelEvent.ReceiveModeNoted.class, (state, event) ->
                state.wanted(state.wanted().receive(new ReceiveMode(event.open(), event.promiscuous()))));
        on(ChannelEvent.MacNoted.class, (state, event) -> state.wanted(state.wanted().address(event.mac())));
        on(ChannelEvent.MtuNoted.class, (state, event) -> state.mtu(state.mtu().wished(event.mtu())));
        on(ChannelEvent.TimerArmed.class, (state, event) -> {
            ChannelState armed = state.timers(state.timers().armed(event.timer(), event.generation()));
            return switch (event.timer()) {
                case REOPEN -> armed.reopenings(state.reopenings() + 1);
                case KEEPALIVE_ROUND -> armed.session(state.session().manners(state.session().manners().listening()));
                default -> armed;
            };
        });
    }

    private static void handshake() {
        on(ChannelEvent.NegotiationBegun.class, (state, event) ->
                state.negotiating(event.incarnation(), Session.begin(event.memory())));
        onSession(ChannelEvent.VersionProposed.class, (session, event) ->
                session.awaited(session.awaited().proposing(version(event.nvspVersion()))));
        on(ChannelEvent.StepAwaited.class, (state, event) -> {
            Session session = state.session().using(event.transactionId());
            return state.session(session.awaited(
                    session.awaited().step(event.step(), event.transactionId(), state.filter())));
        });
        onSession(ChannelEvent.VersionAgreed.class, (session, event) ->
                session.agreed(session.agreed().on(version(event.nvspVersion()))));
        onSession(ChannelEvent.BuffersAgreed.class, (session, event) -> session.agreed(session.agreed()
                .buffers(event.receiveSectionBytes(), event.receiveSections(), event.sendSectionBytes())));
        onSession(ChannelEvent.RndisInitialised.class, (session, event) ->
                session.agreed(session.agreed().packets(event.maxMessagesPerPacket(), event.alignmentShift())));
        onSession(ChannelEvent.PermanentMacNoted.class, (session, event) ->
                session.host(session.host().tells(event.mac())));
        onSession(ChannelEvent.OidRefused.class, (session, event) -> session.heard());
        onSession(ChannelEvent.FrameSizeNoted.class, (session, event) ->
                session.host(session.host().carries(event.mtu())));
        on(ChannelEvent.MtuLowered.class, (state, event) -> state.mtu(state.mtu().lowered(event.mtu())));
        onSession(ChannelEvent.OffloadsOffered.class, (session, event) ->
                session.agreed(session.agreed().offering(event.offloads(), event.segmentBytes())));
        onSession(ChannelEvent.OffloadsAgreed.class, (session, event) ->
                session.agreed(session.agreed().offloading(event.offloads())));
        onSession(ChannelEvent.ScalingNoted.class, (session, event) ->
                session.host(session.host().spreads(event.receiveQueues(), event.tableEntries())));
        on(ChannelEvent.ChannelReady.class, (state, event) -> {
            ChannelState ready = state.phase(ChannelPhase.OPEN, "").reopenings(0).mtu(state.mtu().succeeded());
            Session session = state.session();
            Settings settings = session.settings().answered(
                    Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(session.awaited().filter()), true);
            return ready.timers(state.timers().ended(TimerName.HANDSHAKE_DEADLINE))
                    .session(session.settings(settings).awaited(Awaited.NOTHING));
        });
    }

    private static void host() {
        onSession(ChannelEvent.AssociationNoted.class, (session, event) ->
                session.association(new Association(event.allocated(), event.serial())).heard());
        onSession(ChannelEvent.HostPathForced.class, (session, event) -> session.heard());
        onSession(ChannelEvent.LateAnswer.class, (session, event) ->
                session.manners(session.manners().answersLate(event.transactionId())).heard());
        onSession(ChannelEvent.KeepaliveAnswered.class, (session, event) ->
                session.using(event.transactionId()).heard());
        onSession(ChannelEvent.AnomalyNoted.class, (session, event) -> session.manners(session.manners().anomaly()));
        onSession(ChannelEvent.LinkNoted.class, (session, event) ->
                session.link(session.link().up(event.up())).heard());
        onSession(ChannelEvent.LinkSpeedNoted.class, (session, event) ->
                session.link(session.link().speed(event.bitsPerSecond())).heard());
        onSession(ChannelEvent.LinkHeld.class, (session, event) ->
                session.link(session.link().hold(event.change(), event.first())).heard());
        onSession(ChannelEvent.LinkReleased.class, (session, event) -> session.link(session.link().release()));
        on(ChannelEvent.LinkSettled.class, (state, event) ->
                state.timers(state.timers().ended(TimerName.LINK_SETTLE)));
    }

    private static void switching() {
        on(ChannelEvent.SwitchSent.class, (state, event) -> {
            Session session = state.session().using(event.transactionId());
            PendingSwitch before = session.pendingSwitch();
            int attempts = before == null ? 0 : before.attempts();
            return state.timers(state.timers().ended(TimerName.SWITCH_RETRY)).session(session.pendingSwitch(
                    new PendingSwitch(event.path(), event.transactionId(), attempts, false, false)));
        });
        on(ChannelEvent.SwitchDeferred.class, (state, event) -> {
            Session session = state.session();
            return state.timers(state.timers().ended(TimerName.SWITCH_DEADLINE))
                    .session(session.pendingSwitch(session.pendingSwitch().deferred(event.attempts())));
        });
        onSession(ChannelEvent.WithdrawalNoted.class, (session, event) ->
                session.pendingSwitch(session.pendingSwitch().withdraw()));
        on(ChannelEvent.SwitchSettled.class, (state, event) -> {
            PendingSwitch ended = state.session().pendingSwitch();
            Session session = state.session().pendingSwitch(null);
            Manners manners = switch (event.outcome()) {
                case COMPLETED -> session.manners().hears();
                case TIMED_OUT -> session.manners().silent().givesUp(ended);
                case WITHDRAWN, RING_FULL, MADE_LATE -> session.manners();
            };
            return state.timers(state.timers().ended(TimerName.SWITCH_DEADLINE, TimerName.SWITCH_RETRY))
                    .session(session.manners(manners));
        });
    }

    private static void requests() {
        on(ChannelEvent.RequestSent.class, (state, event) -> state.session(state.session()
                .using(event.requestId())
                .request(new Request(event.requestId(), event.oid(), Wishes.value(state, event.oid())))));
        on(ChannelEvent.RequestAnswered.class, (state, event) -> {
            Session session = state.session();
            Request request = session.request();
            return requestEnded(state, session.heard().settings(session.settings().answered(
                    request.oid(), request.value(), event.status() == RndisStatus.SUCCESS)));
        });
        on(ChannelEvent.RequestTimedOut.class, (state, event) ->
                requestEnded(state, state.session().manners(state.session().manners().silent())));
        on(ChannelEvent.RequestDeferred.class, (state, event) -> requestEnded(state, state.session()));
    }

    private static void signsOfLife() {
        on(ChannelEvent.SignOfLifeAsked.class, (state, event) -> state
                .timers(state.timers().ended(TimerName.KEEPALIVE_ROUND))
                .session(state.session().using(event.requestId())
                        .sign(new SignOfLife(event.requestId(), event.byQuery()))));
        on(ChannelEvent.SignOfLifeSeen.class, (state, event) -> {
            Session session = state.session();
            return signEnded(state, session.manners(session.manners().answers(session.outstanding().sign())));
        });
        on(ChannelEvent.SignOfLifeMissed.class, (state, event) ->
                signEnded(state, state.session().manners(state.session().manners().silent())));
    }

    private static ChannelState signEnded(ChannelState state, Session session) {
        return state.timers(state.timers().ended(TimerName.KEEPALIVE_DEADLINE)).session(session.sign(null));
    }

    private static void subchannels() {
        onSession(ChannelEvent.SubchannelsAsked.class, (session, event) -> session.using(event.transactionId())
                .subchannels(session.subchannels().asking(event.transactionId(), event.count())));
        onSession(ChannelEvent.SubchannelsGranted.class, (session, event) ->
                session.subchannels(session.subchannels().granting(event.count())).heard());
        onSession(ChannelEvent.SubchannelNoted.class, (session, event) ->
                session.subchannels(session.subchannels().noting(event.open())));
        onSession(ChannelEvent.SendTableNoted.class, (session, event) ->
                session.subchannels(session.subchannels().spreading(event.table())).heard());
        on(ChannelEvent.SubchannelsSettled.class, (state, event) ->
                state.timers(state.timers().ended(TimerName.SUBCHANNEL_DEADLINE)).session(
                        state.session().subchannels(state.session().subchannels().settling(event.channels()))));
    }

    private static ChannelState requestEnded(ChannelState state, Session session) {
        return state.timers(state.timers().ended(TimerName.RNDIS_DEADLINE)).session(session.request(null));
    }

    private static NvspVersion version(int code) {
        return NvspVersion.ofCode(code).orElseThrow(() ->
                new IllegalArgumentException("no NVSP version has the number 0x" + Integer.toHexString(code)));
    }
}
