package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.OffloadParameters;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleCapabilities;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The guest's half of opening a netvsc channel from RNDIS INITIALIZE on, in the order of hv_netvsc; each method is what
 * follows one answer. A host without an OID that is good to have is no reason to have no network.
 */
final class RndisHandshake {
    /** What hv_netvsc offers to take in one RNDIS message. */
    private static final int MAX_TRANSFER_BYTES = 0x4000;
    /** The smallest MTU that IPv4 knows; less is nonsense. */
    private static final int LEAST_MTU = 68;
    /** Link speeds are told in units of 100 bit/s. */
    private static final long SPEED_UNIT = 100;

    private RndisHandshake() {
    }

    static ChannelTurn initialise(ChannelTurn turn) {
        return request(turn, HandshakeStep.RNDIS_INITIALIZE,
                id -> new RndisMessage.Initialize(id, 1, 0, MAX_TRANSFER_BYTES));
    }

    static ChannelTurn initialised(ChannelTurn turn, RndisMessage.InitializeComplete answer) {
        int maxMessages = Math.max(1, answer.maxPacketsPerMessage());
        turn.that(new ChannelEvent.RndisInitialised(maxMessages, answer.alignmentShift()));
        return query(turn, HandshakeStep.QUERY_FRAME_SIZE, Oid.GEN_MAXIMUM_FRAME_SIZE, Information.EMPTY);
    }

    static ChannelTurn frameSizeQueried(ChannelTurn turn, QueryComplete answer) {
        int mtu = succeeded(answer) ? answer.output().asInt().orElse(0) : 0;
        turn.that(mtu >= LEAST_MTU ? new ChannelEvent.FrameSizeNoted(mtu)
                : refused(Oid.GEN_MAXIMUM_FRAME_SIZE, answer.status()));
        return query(turn, HandshakeStep.QUERY_MAC, Oid.ETHERNET_PERMANENT_ADDRESS, Information.EMPTY);
    }

    /** A host that does not tell the address, or another than the configured one, is heard out all the same. */
    static ChannelTurn addressQueried(ChannelTurn turn, QueryComplete answer) {
        if (succeeded(answer) && answer.output().length() == MacAddress.BYTES) {
            turn.that(new ChannelEvent.PermanentMacNoted(MacAddress.of(answer.output().toArray(), 0)));
        }
        return query(turn, HandshakeStep.QUERY_OFFLOADS, Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES,
                OffloadCapabilities.question(OffloadCapabilities.revision(versionCode(turn))));
    }

    static ChannelTurn offloadsQueried(ChannelTurn turn, QueryComplete answer) {
        Optional<OffloadCapabilities> told =
                succeeded(answer) ? OffloadCapabilities.of(answer.output()) : Optional.empty();
        if (told.isEmpty()) {
            turn.that(refused(Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, answer.status()));
            return queryLink(turn);
        }
        Agreed agreed = turn.state().session().agreed();
        // Checksums of UDP came with 5.0, whatever an older host says.
        int known = agreed.version().atLeast(NvspVersion.V5) ? Offload.ALL : Offload.ALL & ~Offload.UDP;
        int offered = told.get().usable(agreed.sendSectionBytes()) & known;
        turn.that(new ChannelEvent.OffloadsOffered(offered, told.get().segmentBytes(offered)));
        return request(turn, HandshakeStep.SET_OFFLOADS, id -> new RndisMessage.Set(
                id, Oid.TCP_OFFLOAD_PARAMETERS, OffloadParameters.of(offered, versionCode(turn))));
    }

    static ChannelTurn offloadsSet(ChannelTurn turn, SetComplete answer) {
        turn.that(answer.status() == RndisStatus.SUCCESS
                ? new ChannelEvent.OffloadsAgreed(turn.state().session().agreed().offered())
                : refused(Oid.TCP_OFFLOAD_PARAMETERS, answer.status()));
        return queryLink(turn);
    }

    private static ChannelTurn queryLink(ChannelTurn turn) {
        return query(turn, HandshakeStep.QUERY_LINK, Oid.GEN_MEDIA_CONNECT_STATUS, Information.EMPTY);
    }

    /** A host that does not tell counts as connected: it says so when the link goes down. */
    static ChannelTurn linkQueried(ChannelTurn turn, QueryComplete answer) {
        if (succeeded(answer) && answer.output().asInt().isPresent()) {
            turn.that(new ChannelEvent.LinkNoted(answer.output().asInt().getAsInt() == 0));
        }
        return turn.state().session().agreed().version().atLeast(NvspVersion.V5)
                ? query(turn, HandshakeStep.QUERY_SPEED, Oid.GEN_LINK_SPEED, Information.EMPTY)
                : setFilter(turn);
    }

    static ChannelTurn speedQueried(ChannelTurn turn, QueryComplete answer) {
        boolean told = succeeded(answer) && answer.output().asInt().isPresent();
        turn.that(told ? new ChannelEvent.LinkSpeedNoted(
                        Integer.toUnsignedLong(answer.output().asInt().getAsInt()) * SPEED_UNIT)
                : refused(Oid.GEN_LINK_SPEED, answer.status()));
        return query(turn, HandshakeStep.QUERY_SCALING, Oid.GEN_RECEIVE_SCALE_CAPABILITIES,
                ScaleCapabilities.question());
    }

    static ChannelTurn scalingQueried(ChannelTurn turn, QueryComplete answer) {
        Optional<ScaleCapabilities> told = succeeded(answer) ? ScaleCapabilities.of(answer.output()) : Optional.empty();
        turn.that(told.isPresent()
                ? new ChannelEvent.ScalingNoted(told.get().receiveQueues(), told.get().tableEntries())
                : refused(Oid.GEN_RECEIVE_SCALE_CAPABILITIES, answer.status()));
        return setFilter(turn);
    }

    private static ChannelTurn setFilter(ChannelTurn turn) {
        Information filter = Information.ofInt(turn.state().filter());
        return request(turn, HandshakeStep.PACKET_FILTER,
                id -> new RndisMessage.Set(id, Oid.GEN_CURRENT_PACKET_FILTER, filter));
    }

    static ChannelTurn ready(ChannelTurn turn) {
        int wanted = turn.state().mtu().current();
        int largest = turn.state().session().host().largestMtu();
        if (largest != 0 && largest < wanted) {
            turn.that(new ChannelEvent.MtuLowered(largest));
        }
        turn.cancel(TimerName.HANDSHAKE_DEADLINE).that(new ChannelEvent.ChannelReady());
        ChannelState state = turn.state();
        Session session = state.session();
        turn.order(new Action.ConfigureChannel(state.incarnation(), session.agreed().limits(state.mtu().current())))
                .tell(new MasterInput.ChannelOpened(state.incarnation(), state.nvsp(), session.link().up()));
        if (wanted != state.mtu().current()) {
            turn.tell(new MasterInput.MtuRefused(
                    wanted, state.mtu().current(), "the host says that it carries no larger frames"));
        }
        if (session.association() != null) {
            turn.tell(new MasterInput.VfAssociated(
                    state.incarnation(), session.association().allocated(), session.association().serial()));
        }
        SubchannelRows.ask(turn);
        return RequestRows.ask(KeepaliveRows.begin(turn));
    }

    private static boolean succeeded(QueryComplete answer) {
        return answer.status() == RndisStatus.SUCCESS;
    }

    private static ChannelEvent.OidRefused refused(int oid, int status) {
        return new ChannelEvent.OidRefused(oid, status == RndisStatus.SUCCESS ? RndisStatus.INVALID_DATA : status);
    }

    private static int versionCode(ChannelTurn turn) {
        return turn.state().session().agreed().version().code();
    }

    private static ChannelTurn query(ChannelTurn turn, HandshakeStep step, int oid, Information input) {
        return request(turn, step, id -> new RndisMessage.Query(id, oid, input));
    }

    private static ChannelTurn request(ChannelTurn turn, HandshakeStep step, IntFunction<RndisMessage> question) {
        long id = turn.takeId();
        return turn.that(new ChannelEvent.StepAwaited(step, id))
                .rndis(id, question.apply((int) id))
                .start(TimerName.HANDSHAKE_DEADLINE, ChannelTimings.HANDSHAKE_DEADLINE_MS);
    }
}
