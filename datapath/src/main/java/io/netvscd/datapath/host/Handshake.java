package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspMessage.IndirectionTable;
import io.netvscd.datapath.nvsp.NvspMessage.Init;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.NdisVersion;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeSendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The host's part in agreeing on version, configuration and buffers (NVSP 1 to 106, 125, 133). */
final class Handshake {
    /** Pieces that one RNDIS message may come in. */
    private static final int MAX_MDL_CHAIN_LENGTH = 34;
    /** The field where the version once stood; hosts fill it like this. */
    private static final int DEPRECATED_VERSION = 0xffff_ffff;
    private static final int LEAST_FRAME_BYTES = 68 + FrameFilter.ETHERNET_BYTES;

    private final HostFacts facts;

    Handshake(HostFacts facts) {
        this.facts = facts;
    }

    void heard(Turn turn, HostInput.FromGuest request) {
        long id = request.transactionId();
        if (request.message() instanceof Init init) {
            turn.answer(id, agree(turn, init));
        } else if (turn.session().version() == null) {
            turn.violation("a message before the version was agreed on: " + request.message());
            turn.acknowledge(request);
        } else if (request.message() instanceof NdisConfig config) {
            configure(turn, config);
            turn.acknowledge(request);
        } else if (request.message() instanceof NdisVersion) {
            turn.acknowledge(request);
        } else if (request.message() instanceof ReceiveBuffer buffer) {
            turn.answer(id, lendReceiveBuffer(turn, buffer));
        } else if (request.message() instanceof SendBuffer buffer) {
            turn.answer(id, lendSendBuffer(turn, buffer));
        } else if (request.message() instanceof RevokeReceiveBuffer) {
            turn.become(turn.session().withReceiveBuffer(false));
            turn.acknowledge(request);
        } else if (request.message() instanceof RevokeSendBuffer) {
            turn.become(turn.session().withSendBuffer(false));
            turn.acknowledge(request);
        } else if (request.message() instanceof SubchannelRequest) {
            grant(turn, id, (SubchannelRequest) request.message());
        } else {
            turn.violation("not a guest's message: " + request.message());
            turn.acknowledge(request);
        }
    }

    /** Once a session, and never more than there are; which of them takes what is said behind the answer. */
    private void grant(Turn turn, long id, SubchannelRequest request) {
        Session session = turn.session();
        boolean possible = session.speaks(NvspVersion.V5) && session.rndisUp() && session.subchannels() == 0
                && request.operation() == SubchannelRequest.ALLOCATE && request.count() > 0 && facts.channels() > 1;
        if (!possible) {
            turn.answer(id, new SubchannelComplete(NvspStatus.FAILURE, 0));
            return;
        }
        int granted = Math.min(request.count(), facts.channels() - 1);
        turn.become(session.withSubchannels(granted));
        turn.act(new HostAct.OfferSubchannels(Math.max(0, granted - turn.limits().lostSubchannels())));
        turn.answer(id, new SubchannelComplete(NvspStatus.SUCCESS, granted));
        List<Integer> table = new ArrayList<>();
        for (int i = 0; i < IndirectionTable.ENTRIES; i++) {
            table.add(i % (granted + 1));
        }
        turn.act(new HostAct.Send(0, false, new IndirectionTable(table), HostAct.Timing.ANSWER));
    }

    private InitComplete agree(Turn turn, Init init) {
        Optional<NvspVersion> wanted = NvspVersion.ofCode(init.maxVersion());
        if (turn.session().version() != null) {
            turn.violation("the version was agreed on already");
            return answer(NvspStatus.FAILURE, turn.session().version());
        }
        boolean tooNew = Integer.compareUnsigned(init.maxVersion(), turn.limits().newest().code()) > 0;
        if (tooNew || wanted.isEmpty() || init.minVersion() != init.maxVersion()) {
            return answer(tooNew ? NvspStatus.TOO_NEW : NvspStatus.FAILURE, NvspVersion.newest());
        }
        turn.become(turn.session().agreed(wanted.get()));
        return answer(NvspStatus.SUCCESS, wanted.get());
    }

    private static InitComplete answer(int status, NvspVersion version) {
        int once = version == NvspVersion.V1 ? NvspVersion.V1.code() : DEPRECATED_VERSION;
        return new InitComplete(once, MAX_MDL_CHAIN_LENGTH, status);
    }

    private static void configure(Turn turn, NdisConfig config) {
        int most = turn.limits().mtu() + FrameFilter.ETHERNET_BYTES;
        if (config.frameBytes() < LEAST_FRAME_BYTES || config.frameBytes() > most) {
            turn.violation("a frame cannot have " + Integer.toUnsignedString(config.frameBytes()) + " octets");
            return;
        }
        turn.become(turn.session().configured(config.frameBytes(), config.capabilities()));
    }

    private ReceiveBufferComplete lendReceiveBuffer(Turn turn, ReceiveBuffer buffer) {
        Session session = turn.session();
        boolean unconfigured = session.frameBytes() == 0 && session.speaks(NvspVersion.V2);
        if (unconfigured || session.receiveBuffer() || buffer.id() != ReceiveBuffer.ID
                || buffer.gpadl() != facts.receiveGpadl()) {
            turn.violation("a receive buffer that cannot be: " + buffer);
            return ReceiveBufferComplete.refused(NvspStatus.FAILURE);
        }
        turn.become(session.withReceiveBuffer(true));
        int sectionBytes = facts.receiveSectionBytes(session.frameBytes());
        int sections = facts.receiveSections(session.frameBytes());
        return new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, sectionBytes, sections, sectionBytes * sections);
    }

    private SendBufferComplete lendSendBuffer(Turn turn, SendBuffer buffer) {
        if (turn.session().sendBuffer() || facts.sendBufferBytes() == 0 || buffer.gpadl() != facts.sendGpadl()) {
            turn.violation("a send buffer that cannot be: " + buffer);
            return new SendBufferComplete(NvspStatus.FAILURE, 0);
        }
        turn.become(turn.session().withSendBuffer(true));
        return new SendBufferComplete(NvspStatus.SUCCESS, facts.sendSectionBytes());
    }
}
