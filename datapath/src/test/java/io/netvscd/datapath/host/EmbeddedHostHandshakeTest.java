package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.Init;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.OffloadParameters;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Halt;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.Reset;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.Unused;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedHostHandshakeTest {
    private final TestGuest guest = new TestGuest();

    @AfterEach
    void close() {
        guest.close();
    }

    @Test
    void answersEveryStepInOrder() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        assertThat(guest.heard).containsExactly(
                "completion 1 InitComplete[negotiatedVersion=-1, maxMdlChainLength=34, status=1]",
                "completion 2 ReceiveBufferComplete[status=1, offset=0, sectionBytes=1808,"
                        + " sections=144, endOffset=260352]",
                "completion 3 SendBufferComplete[status=1, sectionBytes=6144]",
                "completion 4 RndisPacketComplete[status=1]",
                "rndis InitializeComplete[requestId=1, status=0, major=1, minor=0, deviceFlags=1, medium=0,"
                        + " maxPacketsPerMessage=8, maxTransferBytes=-268435457, alignmentShift=3]",
                "completion 5 RndisPacketComplete[status=1]",
                "rndis SetComplete[requestId=2, status=0]");
        assertThat(guest.host.status())
                .isEqualTo(new HostStatus(true, true, "6.1", true, true, VfState.UNAVAILABLE, DataPath.SYNTHETIC));
    }

    @Test
    void answersNoSoonerThanItsLatency() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.sendOnly(1, true, NvspCodec.encode(Init.of(NvspVersion.V6_1), NvspVersion.V6_1));
        guest.turn();
        assertThat(guest.heard).isEmpty();
        assertThat(guest.host.deadlineNs()).isEqualTo(guest.nowNs + TestGuest.LATENCY_NS);
        guest.nowNs += TestGuest.LATENCY_NS - 1;
        guest.turn();
        assertThat(guest.heard).isEmpty();
        guest.nowNs++;
        guest.turn();
        assertThat(guest.heard).hasSize(1);
        assertThat(guest.host.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource(NvspVersion.class)
    void refusesWhatIsNewerThanItsLimitAndTakesTheRest(NvspVersion limit) throws Exception {
        guest.order(new HostCommand.LimitVersion(limit));
        guest.order(new HostCommand.Offer());
        NvspVersion wanted = NvspVersion.newest();
        while (wanted != limit) {
            guest.ask(1, Init.of(wanted));
            assertThat(guest.heard.remove(0)).endsWith("status=3]");
            wanted = wanted.older().orElseThrow();
        }
        guest.ask(1, Init.of(wanted));
        assertThat(guest.heard.remove(0)).endsWith("status=1]");
        assertThat(guest.host.status().version()).isEqualTo(limit.text());
    }

    @Test
    void refusesVersionsThatNeverWere() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.ask(1, new Init(0x00050005, 0x00050005));
        guest.ask(2, new Init(0x7fffffff, 0x7fffffff));
        assertThat(guest.heard).allSatisfy(answer -> assertThat(answer).doesNotEndWith("status=1]"));
    }

    @Test
    void refusesBuffersBeforeTheConfigurationAndTwice() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.ask(1, Init.of(NvspVersion.V5));
        guest.ask(2, new ReceiveBuffer(guest.device.receiveBufferGpadl(), ReceiveBuffer.ID));
        guest.tell(new NdisConfig(1514, NdisCapability.SRIOV));
        guest.ask(3, new ReceiveBuffer(12345, ReceiveBuffer.ID));
        guest.ask(4, new ReceiveBuffer(guest.device.receiveBufferGpadl(), 0xbeef));
        guest.ask(5, new SendBuffer(12345, SendBuffer.ID));
        guest.ask(6, new ReceiveBuffer(guest.device.receiveBufferGpadl(), ReceiveBuffer.ID));
        guest.ask(7, new ReceiveBuffer(guest.device.receiveBufferGpadl(), ReceiveBuffer.ID));
        assertThat(guest.heard.subList(1, 7))
                .extracting(answer -> answer.replaceAll("^completion (\\d).*?status=(\\d).*$", "$1:$2"))
                .containsExactly("2:2", "3:2", "4:2", "5:2", "6:1", "7:2");
    }

    @Test
    void aGuestOfVersionOneNeedsNoConfiguration() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.ask(1, Init.of(NvspVersion.V1));
        guest.ask(2, new ReceiveBuffer(guest.device.receiveBufferGpadl(), ReceiveBuffer.ID));
        assertThat(guest.heard.get(0)).contains("negotiatedVersion=2,");
        assertThat(guest.heard.get(1)).contains("status=1");
    }

    @Test
    void grantsNoSubchannels() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        guest.heard.clear();
        guest.ask(8, new SubchannelRequest(SubchannelRequest.ALLOCATE, 3));
        assertThat(guest.heard).containsExactly("completion 8 SubchannelComplete[status=2, count=0]");
    }

    @Test
    void answersTheQueriesOfADriver() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        assertThat(query(Oid.ETHERNET_PERMANENT_ADDRESS)).endsWith("status=0, output=00155d0a0001]");
        assertThat(query(Oid.ETHERNET_CURRENT_ADDRESS)).endsWith("status=0, output=00155d0a0001]");
        assertThat(query(Oid.GEN_MAXIMUM_FRAME_SIZE)).endsWith("status=0, output=dc050000]");
        assertThat(query(Oid.GEN_LINK_SPEED)).endsWith("status=0, output=00e1f505]");
        assertThat(query(Oid.GEN_MEDIA_CONNECT_STATUS)).endsWith("status=0, output=00000000]");
        assertThat(query(Oid.GEN_CURRENT_PACKET_FILTER)).endsWith("status=0, output=0d000000]");
        assertThat(query(0x12345678)).endsWith("status=-1073676265, output=]");
        guest.order(new HostCommand.Link(false));
        assertThat(query(Oid.GEN_MEDIA_CONNECT_STATUS)).endsWith("status=0, output=01000000]");
    }

    @Test
    void theMtuIsTheOneThatTheGuestConfigured() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.ask(1, Init.of(NvspVersion.V6_1));
        guest.tell(new NdisConfig(9014, NdisCapability.SRIOV));
        guest.ask(2, new ReceiveBuffer(guest.device.receiveBufferGpadl(), ReceiveBuffer.ID));
        guest.ask(3, new SendBuffer(guest.device.sendBufferGpadl(), SendBuffer.ID));
        guest.rndis(4, new Initialize(1, 1, 0, 0x4000));
        assertThat(guest.heard.get(1)).contains("sectionBytes=9312, sections=28,");
        assertThat(query(Oid.GEN_MAXIMUM_FRAME_SIZE)).endsWith("status=0, output=28230000]");
    }

    @Test
    void setsWhatCanBeSetAndRefusesTheRest() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        assertThat(set(Oid.TCP_OFFLOAD_PARAMETERS, OffloadParameters.of(Offload.ALL, 0x60001))).endsWith("status=0]");
        assertThat(set(Oid.TCP_OFFLOAD_PARAMETERS, Information.of(new byte[28]))).endsWith("status=-1073676267]");
        assertThat(set(Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0x20))).endsWith("status=0]");
        assertThat(set(Oid.GEN_CURRENT_PACKET_FILTER, Information.of((byte) 1))).endsWith("status=-1073676267]");
        assertThat(set(Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0x4000))).endsWith("status=-1073676267]");
        assertThat(set(Oid.ETHERNET_PERMANENT_ADDRESS, Information.ofInt(1))).endsWith("status=-1073676265]");
    }

    @Test
    void tellsWhatItOffloadsInTheRevisionThatIsAskedFor() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        guest.rndis(6, new Query(5, Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, OffloadCapabilities.question(2)));
        assertThat(guest.heard.get(guest.heard.size() - 1)).contains("status=0, output=a7029000");
        assertThat(query(Oid.GEN_RECEIVE_SCALE_CAPABILITIES)).contains("status=0, output=88021200");
    }

    @Test
    void knowsNoOidThatItWasToldToForget() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.order(new HostCommand.RefuseOid(Oid.TCP_OFFLOAD_PARAMETERS));
        guest.handshake(NvspVersion.V6_1);
        assertThat(set(Oid.TCP_OFFLOAD_PARAMETERS, OffloadParameters.of(Offload.ALL, 0x60001)))
                .endsWith("status=-1073676265]");
        guest.order(new HostCommand.RefuseOid(0));
        assertThat(set(Oid.TCP_OFFLOAD_PARAMETERS, OffloadParameters.of(Offload.ALL, 0x60001))).endsWith("status=0]");
    }

    @Test
    void answersKeepalives() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        guest.rndis(6, new Keepalive(77));
        assertThat(guest.heard).contains("rndis KeepaliveComplete[requestId=77, status=0]");
    }

    /** Scenario 139: neither an answer nor a rescind, until the channel is opened anew. */
    @Test
    void fallsSilentForEverAtAResetAnIndicationOrASetEx() throws Exception {
        for (RndisMessage last : List.of(
                new Reset(), new IndicateStatus(RndisStatus.MEDIA_CONNECT, Information.EMPTY), new Unused(9))) {
            guest.order(new HostCommand.Offer());
            guest.order(new HostCommand.Reopen());
            guest.handshake(NvspVersion.V6_1);
            guest.heard.clear();

            guest.rndis(6, last);
            guest.rndis(7, new Keepalive(77));
            guest.want(8, DataPath.VF);
            guest.order(new HostCommand.Link(false));
            guest.world.send(Frames.toGuest(1));
            guest.settle();

            assertThat(guest.heard).as("after %s", last).isEmpty();
            assertThat(guest.frames).isEmpty();
            assertThat(guest.rescinds).isZero();
        }
        guest.order(new HostCommand.Reopen());
        guest.handshake(NvspVersion.V6_1);
        assertThat(guest.heard).hasSize(7);
    }

    @Test
    void haltEndsTheConversationWithoutAnAnswer() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        guest.heard.clear();
        guest.rndis(6, new Halt(78));
        guest.rndis(7, new Query(79, Oid.GEN_LINK_SPEED, Information.EMPTY));
        assertThat(guest.heard).containsExactly("completion 6 RndisPacketComplete[status=1]",
                "completion 7 RndisPacketComplete[status=1]");
        assertThat(guest.host.status().rndisUp()).isFalse();
    }

    @Test
    void rndisBeforeTheBuffersFails() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.ask(1, Init.of(NvspVersion.V6_1));
        guest.rndis(2, new Initialize(1, 1, 0, 0x4000));
        assertThat(guest.heard).last().isEqualTo("completion 2 RndisPacketComplete[status=2]");
    }

    @Test
    void sectionsOutsideTheSendBufferFail() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        guest.heard.clear();
        guest.section(6, RndisPacket.DATA, RndisPacket.NO_SECTION, 60, new byte[0]);
        guest.section(7, RndisPacket.DATA, 10, 60, new byte[0]);
        guest.section(8, RndisPacket.DATA, 1, 6145, new byte[0]);
        guest.section(9, RndisPacket.CONTROL, 1, 4, new byte[] {8, 0, 0, 0});
        guest.section(10, RndisPacket.DATA, 2, 60, new byte[60]);
        guest.turn();
        assertThat(guest.heard).containsExactly("completion 6 RndisPacketComplete[status=2]",
                "completion 7 RndisPacketComplete[status=2]", "completion 8 RndisPacketComplete[status=2]",
                "completion 9 RndisPacketComplete[status=2]", "completion a RndisPacketComplete[status=2]");
        assertThat(guest.host.counters().violations()).isEqualTo(5);
    }

    @Test
    void aChannelClosedByTheGuestOpensAnewWithOtherMemory() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        VmbusDevice first = guest.device;
        guest.leave();
        guest.turn();
        assertThat(guest.host.status().open()).isFalse();
        guest.order(new HostCommand.Reopen());
        assertThat(guest.offers).isEqualTo(2);
        assertThat(guest.device).isNotSameAs(first);
        guest.heard.clear();
        guest.handshake(NvspVersion.V6_1);
        assertThat(guest.heard).hasSize(7);
    }

    @Test
    void aRescindedDeviceCanBeOfferedAgain() throws Exception {
        guest.order(new HostCommand.Offer());
        guest.order(new HostCommand.Rescind());
        assertThat(guest.rescinds).isEqualTo(1);
        assertThat(guest.host.status().offered()).isFalse();
        guest.leave();
        guest.order(new HostCommand.Reopen());
        assertThat(guest.offers).isEqualTo(1);
        guest.order(new HostCommand.Offer());
        assertThat(guest.offers).isEqualTo(2);
    }

    private String query(int oid) throws Exception {
        guest.rndis(6, new Query(5, oid, Information.EMPTY));
        return guest.heard.get(guest.heard.size() - 1);
    }

    private String set(int oid, Information value) throws Exception {
        guest.rndis(6, new Set(5, oid, value));
        return guest.heard.get(guest.heard.size() - 1);
    }
}
