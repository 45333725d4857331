package io.netvscd.datapath.host;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.MulticastList;
import io.netvscd.datapath.rndis.NetworkAddress;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.OffloadParameters;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisMessage.Halt;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.KeepaliveComplete;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.Reset;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisMessage.Unused;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleCapabilities;
import io.netvscd.datapath.rndis.ScaleParameters;
import java.util.Optional;
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
    private static final int SET_EX = 9;
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
            turn.become(RndisSession.DOWN);
        } else if (message instanceof Query query) {
            Information answer = query.oid() == turn.limits().unknownOid() ? null : answer(turn.state(), query);
            turn.answer(answer == null
                    ? new QueryComplete(query.requestId(), RndisStatus.INVALID_OID, Information.EMPTY)
                    : new QueryComplete(query.requestId(), RndisStatus.SUCCESS, answer));
        } else if (message instanceof Set set) {
            turn.answer(new SetComplete(set.requestId(), apply(turn, set)));
        } else if (message instanceof Keepalive keepalive) {
            turn.answer(new KeepaliveComplete(keepalive.requestId(), RndisStatus.SUCCESS));
        } else if (endsTheWorker(message)) {
            turn.violation("ends the worker of a Hyper-V host without a word: " + message);
            turn.become(turn.session().killed());
        } else if (!(message instanceof KeepaliveComplete)) {
            turn.violation("not a guest's RNDIS message: " + message);
        }
    }

    private static boolean endsTheWorker(RndisMessage message) {
        return message instanceof Reset || message instanceof IndicateStatus
                || message instanceof Unused unused && unused.type() == SET_EX;
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
        turn.become(RndisSession.UP);
        turn.answer(new InitializeComplete(initialize.requestId(), RndisStatus.SUCCESS, 1, 0, CONNECTIONLESS, 0,
                MAX_MESSAGES, MAX_TRANSFER_BYTES, ALIGNMENT_SHIFT));
        VfRules.announce(turn, HostAct.Timing.ANSWER);
    }

    private Information answer(HostState state, Query query) {
        RndisSession rndis = state.session().rndis();
        return switch (query.oid()) {
            case Oid.GEN_MAXIMUM_FRAME_SIZE -> Information.ofInt(mtu(state.session()));
            case Oid.GEN_LINK_SPEED -> Information.ofInt(LINK_SPEED);
            case Oid.GEN_CURRENT_PACKET_FILTER -> Information.ofInt(rndis.packetFilter());
            case Oid.GEN_MEDIA_CONNECT_STATUS -> Information.ofInt(state.linkUp() ? CONNECTED : DISCONNECTED);
            case Oid.ETHERNET_PERMANENT_ADDRESS -> Information.of(facts.mac().octets());
            case Oid.ETHERNET_CURRENT_ADDRESS ->
                Information.of((rndis.address() == null ? facts.mac() : rndis.address()).octets());
            case Oid.ETHERNET_MULTICAST_LIST -> MulticastList.of(rndis.groups());
            case Oid.ETHERNET_MAXIMUM_LIST_SIZE -> Information.ofInt(MulticastList.GROUPS_MAX);
            case Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES -> CAPABILITIES.answer(query.input());
            case Oid.TCP_OFFLOAD_CURRENT_CONFIG -> CAPABILITIES.only(rndis.offloads()).answer(query.input());
            case Oid.GEN_RECEIVE_SCALE_CAPABILITIES ->
                new ScaleCapabilities(facts.channels(), facts.channels() == 1 ? 0 : SCALE_TABLE_ENTRIES).answer();
            case Oid.GEN_RECEIVE_SCALE_PARAMETERS -> rndis.scaling().encode();
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
        RndisSession rndis = turn.session().rndis();
        return switch (set.oid()) {
            case Oid.GEN_CURRENT_PACKET_FILTER -> setFilter(turn, set.input().asInt());
            case Oid.TCP_OFFLOAD_PARAMETERS ->
                setOffloads(turn, OffloadParameters.read(set.input(), rndis.offloads()));
            case Oid.ETHERNET_MULTICAST_LIST -> become(turn, MulticastList.read(set.input()).map(rndis::groups));
            case Oid.GEN_RNDIS_CONFIG_PARAMETER -> become(turn, NetworkAddress.read(set.input())
                    .filter(address -> !address.isGroup() && !address.equals(MacAddress.ZERO))
                    .map(rndis::address));
            case Oid.GEN_RECEIVE_SCALE_PARAMETERS -> turn.session().subchannels() == 0 ? RndisStatus.NOT_SUPPORTED
                    : become(turn, ScaleParameters.read(set.input(), rndis.scaling()).map(rndis::scaling));
            default -> RndisStatus.INVALID_OID;
        };
    }

    private static int become(Turn turn, Optional<RndisSession> next) {
        next.ifPresent(turn::become);
        return next.isPresent() ? RndisStatus.SUCCESS : RndisStatus.INVALID_DATA;
    }

    private static int setOffloads(Turn turn, OptionalInt offloads) {
        if (offloads.isPresent() && (offloads.getAsInt() & ~CAPABILITIES.offloads()) != 0) {
            return RndisStatus.NOT_SUPPORTED;
        }
        return become(turn, offloads.isEmpty() ? Optional.empty()
                : Optional.of(turn.session().rndis().offloads(offloads.getAsInt())));
    }

    private static int setFilter(Turn turn, OptionalInt filter) {
        boolean known = filter.isPresent() && (filter.getAsInt() & ~KNOWN_FILTER_BITS) == 0;
        return become(turn, known ? Optional.of(turn.session().rndis().filter(filter.getAsInt())) : Optional.empty());
    }
}
