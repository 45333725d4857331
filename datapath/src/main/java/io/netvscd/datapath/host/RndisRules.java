package io.netvscd.datapath.host;

import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.OffloadParameters;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Halt;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.KeepaliveComplete;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.Reset;
import io.netvscd.datapath.rndis.RndisMessage.ResetComplete;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleCapabilities;
import java.util.OptionalInt;

/** The host's part of the RNDIS conversation. */
final class RndisRules {
    /** RNDIS messages that a section of the send buffer may hold. */
    static final int MAX_MESSAGES = 8;
    /** They are aligned to 8 octets. */
    static final int ALIGNMENT_SHIFT = 3;

    private static final int CONNECTIONLESS = 1;
    private static final int MAX_TRANSFER_BYTES = 0xefff_ffff;
    /** 10 Gbit/s in units of 100 bit/s. */
    private static final int LINK_SPEED = 100_000_000;
    /** This host hands segments on as they are, so that it can take any. */
    private static final OffloadCapabilities CAPABILITIES = new OffloadCapabilities(Offload.ALL, 1 << 16, 1 << 16);
    private static final int SCALE_TABLE_ENTRIES = 128;
    private static final int CONNECTED = 0;
    private static final int DISCONNECTED = 1;
    private static final int KNOWN_FILTER_BITS = PacketFilter.DIRECTED | PacketFilter.MULTICAST
            | PacketFilter.ALL_MULTICAST | PacketFilter.BROADCAST | PacketFilter.PROMISCUOUS;

    private final HostFacts facts;

    RndisRules(HostFacts facts) {
        this.facts = facts;
    }

    void heard(Turn turn, RndisMessage message) {
        if (message instanceof Initialize initialize) {
            initialize(turn, initialize);
        } else if (!turn.session().rndisUp()) {
            turn.violation("an RNDIS message before INITIALIZE: " + message);
        } else if (message instanceof Halt) {
            turn.become(turn.session().withRndis(false));
        } else if (message instanceof Query query) {
            Information answer = query.oid() == turn.limits().unknownOid() ? null : answer(turn.state(), query);
            turn.answer(answer == null
                    ? new QueryComplete(query.requestId(), RndisStatus.INVALID_OID, Information.EMPTY)
                    : new QueryComplete(query.requestId(), RndisStatus.SUCCESS, answer));
        } else if (message instanceof Set set) {
            turn.answer(new SetComplete(set.requestId(), apply(turn, set)));
        } else if (message instanceof Keepalive keepalive) {
            turn.answer(new KeepaliveComplete(keepalive.requestId(), RndisStatus.SUCCESS));
        } else if (message instanceof Reset) {
            turn.answer(new ResetComplete(RndisStatus.SUCCESS, 0));
        } else if (!(message instanceof KeepaliveComplete)) {
            turn.violation("not a guest's RNDIS message: " + message);
        }
    }

    void link(Turn turn, boolean up) {
        turn.become(turn.state().withLink(up));
        indicate(turn, up ? RndisStatus.MEDIA_CONNECT : RndisStatus.MEDIA_DISCONNECT);
    }

    void networkChange(Turn turn) {
        indicate(turn, RndisStatus.NETWORK_CHANGE);
    }

    private static void indicate(Turn turn, int status) {
        if (turn.session().rndisUp()) {
            turn.act(new HostAct.SendRndis(new IndicateStatus(status, Information.EMPTY), HostAct.Timing.IN_TURN));
        }
    }

    private static void initialize(Turn turn, Initialize initialize) {
        if (!turn.session().receiveBuffer()) {
            turn.violation("RNDIS INITIALIZE without a receive buffer");
            return;
        }
        turn.become(turn.session().withRndis(true));
        turn.answer(new InitializeComplete(initialize.requestId(), RndisStatus.SUCCESS, 1, 0, CONNECTIONLESS, 0,
                MAX_MESSAGES, MAX_TRANSFER_BYTES, ALIGNMENT_SHIFT));
        VfRules.announce(turn, HostAct.Timing.ANSWER);
    }

    private Information answer(HostState state, Query query) {
        return switch (query.oid()) {
            case Oid.GEN_MAXIMUM_FRAME_SIZE -> Information.ofInt(mtu(state.session()));
            case Oid.GEN_LINK_SPEED -> Information.ofInt(LINK_SPEED);
            case Oid.GEN_CURRENT_PACKET_FILTER -> Information.ofInt(state.session().packetFilter());
            case Oid.GEN_MEDIA_CONNECT_STATUS -> Information.ofInt(state.linkUp() ? CONNECTED : DISCONNECTED);
            case Oid.ETHERNET_PERMANENT_ADDRESS, Oid.ETHERNET_CURRENT_ADDRESS ->
                Information.of(facts.mac().octets());
            case Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES -> CAPABILITIES.answer(query.input());
            case Oid.GEN_RECEIVE_SCALE_CAPABILITIES -> 
                new ScaleCapabilities(facts.channels(), facts.channels() == 1 ? 0 : SCALE_TABLE_ENTRIES).answer();
            default -> null;
        };
    }

    /** What the guest configured: it opens the channel anew for another MTU, and this host carries any. */
    private int mtu(Session session) {
        return session.frameBytes() == 0 ? facts.mtu() : session.frameBytes() - FrameFilter.ETHERNET_BYTES;
    }

    private static int apply(Turn turn, Set set) {
        if (set.oid() == turn.limits().unknownOid()) {
            return RndisStatus.INVALID_OID;
        }
        return switch (set.oid()) {
            case Oid.GEN_CURRENT_PACKET_FILTER -> setFilter(turn, set.input().asInt());
            case Oid.TCP_OFFLOAD_PARAMETERS ->
                setOffloads(turn, OffloadParameters.read(set.input(), turn.session().offloads()));
            // Which hash the guest would like changes nothing: a flow's frames go to one channel by this host's own.
            case Oid.GEN_RECEIVE_SCALE_PARAMETERS ->
                turn.session().subchannels() > 0 ? RndisStatus.SUCCESS : RndisStatus.NOT_SUPPORTED;
            default -> RndisStatus.INVALID_OID;
        };
    }

    private static int setOffloads(Turn turn, OptionalInt offloads) {
        if (offloads.isEmpty()) {
            return RndisStatus.INVALID_DATA;
        }
        if ((offloads.getAsInt() & ~CAPABILITIES.offloads()) != 0) {
            return RndisStatus.NOT_SUPPORTED;
        }
        turn.become(turn.session().withOffloads(offloads.getAsInt()));
        return RndisStatus.SUCCESS;
    }

    private static int setFilter(Turn turn, OptionalInt filter) {
        if (filter.isEmpty() || (filter.getAsInt() & ~KNOWN_FILTER_BITS) != 0) {
            return RndisStatus.INVALID_DATA;
        }
        turn.become(turn.session().withFilter(filter.getAsInt()));
        return RndisStatus.SUCCESS;
    }
}
