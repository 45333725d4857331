package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.completion;
import static io.netvscd.actors.machine.channel.ChannelFixture.host;
import static io.netvscd.actors.machine.channel.ChannelFixture.indication;
import static io.netvscd.actors.machine.channel.ChannelFixture.initialised;
import static io.netvscd.actors.machine.channel.ChannelFixture.receiveBufferGranted;
import static io.netvscd.actors.machine.channel.ChannelFixture.rndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.sends;
import static io.netvscd.actors.machine.channel.ChannelFixture.sendsRndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static io.netvscd.actors.machine.channel.ChannelFixture.toStep;
import static io.netvscd.actors.machine.channel.ChannelFixture.versionAccepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.NdisVersion;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeSendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.OffloadParameters;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleCapabilities;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ReceiveModeRequested;
import io.netvscd.journal.vocabulary.ChannelLimits;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.MasterInput.ChannelOpened;
import io.netvscd.journal.vocabulary.MasterInput.MtuRefused;
import io.netvscd.journal.vocabulary.MasterInput.VfAssociated;
import io.netvscd.journal.vocabulary.TimerName;
import org.junit.jupiter.api.Test;

/** The handshake with hosts that answer. */
interface HandshakeCases extends ChannelFixture {
    long CAPABILITIES = NdisCapability.IEEE_8021Q | NdisCapability.SRIOV | NdisCapability.TEAMING;

    @Test
    default void proposesTheNewestVersionFirst() {
        offered()
                .decides(new ChannelEvent.NegotiationBegun(INCARNATION, MEMORY),
                        new ChannelEvent.VersionProposed(0x60001),
                        new ChannelEvent.StepAwaited(HandshakeStep.VERSION, 1),
                        new ChannelEvent.TimerArmed(TimerName.HANDSHAKE_DEADLINE, 1))
                .orders(sends(1, true, NvspVersion.V6_1, NvspMessage.Init.of(NvspVersion.V6_1)),
                        new Action.StartTimer(TimerName.HANDSHAKE_DEADLINE, 1, 30_000))
                .inPhase(ChannelPhase.NEGOTIATING);
    }

    @Test
    default void proposesOlderVersionsOneByOneInTheirOwnLength() {
        MachineRun<ChannelState> run = offered();
        int id = 1;
        for (NvspVersion version : new NvspVersion[] {NvspVersion.V6, NvspVersion.V5, NvspVersion.V4, NvspVersion.V2,
            NvspVersion.V1}) {
            run.on(toStep(run, new InitComplete(0, 0, NvspStatus.TOO_NEW)))
                    .decidesAlso(new ChannelEvent.VersionProposed(version.code()))
                    .ordersAlso(sends(++id, true, version, NvspMessage.Init.of(version)));
        }
    }

    @Test
    default void configuresNdisAndLendsTheReceiveBufferOnceTheVersionIsAgreed() {
        MachineRun<ChannelState> run = offered();
        run.on(toStep(run, versionAccepted()))
                .decides(new ChannelEvent.VersionAgreed(0x60001),
                        new ChannelEvent.StepAwaited(HandshakeStep.RECEIVE_BUFFER, 4),
                        new ChannelEvent.TimerArmed(TimerName.HANDSHAKE_DEADLINE, 2))
                .orders(sends(2, false, NvspVersion.V6_1, new NdisConfig(1514, CAPABILITIES)),
                        sends(3, false, NvspVersion.V6_1, new NdisVersion(6, 30)),
                        sends(4, true, NvspVersion.V6_1, new ReceiveBuffer(0xe1e110, 0xcafe)),
                        new Action.StartTimer(TimerName.HANDSHAKE_DEADLINE, 2, 30_000));
    }

    @Test
    default void revokesHandlesFirstThatOutlivedAnEarlierProcess() {
        MachineRun<ChannelState> run = offered(USED_BEFORE);
        run.on(toStep(run, versionAccepted())).ordersAlso(
                sends(4, false, NvspVersion.V6_1, new RevokeReceiveBuffer(0xcafe)),
                sends(5, false, NvspVersion.V6_1, new RevokeSendBuffer(0)),
                sends(6, true, NvspVersion.V6_1, new ReceiveBuffer(0xe1e110, 0xcafe)));
    }

    @Test
    default void advertisesSriovFromVersion5() {
        agreedOn(NvspVersion.V5).ordersAlso(
                sends(4, false, NvspVersion.V5, new NdisConfig(1514, CAPABILITIES)),
                sends(5, false, NvspVersion.V5, new NdisVersion(6, 30)));
        agreedOn(NvspVersion.V4).ordersAlso(
                sends(5, false, NvspVersion.V4, new NdisConfig(1514, NdisCapability.IEEE_8021Q)),
                sends(6, false, NvspVersion.V4, new NdisVersion(6, 1)));
    }

    @Test
    default void sendsNoConfigurationToAHostOfVersion1() {
        MachineRun<ChannelState> run = agreedOn(NvspVersion.V1);
        run.orders(
                sends(7, false, NvspVersion.V1, new NdisVersion(6, 1)),
                sends(8, true, NvspVersion.V1, new ReceiveBuffer(0xe1e110, 0xcafe)),
                new Action.StartTimer(TimerName.HANDSHAKE_DEADLINE, 7, 30_000));
        assertThat(run.state().nvsp()).isEqualTo("1.0");
    }

    @Test
    default void lendsTheSendBufferOnceTheReceiveBufferIsGranted() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.RECEIVE_BUFFER);
        run.on(toStep(run, receiveBufferGranted()))
                .decidesAlso(new ChannelEvent.BuffersAgreed(1728, 9709, 0))
                .ordersAlso(sends(5, true, NvspVersion.V6_1, new SendBuffer(0xe1e111, 0)));
    }

    @Test
    default void goesOnWithoutASendBufferWhereThereIsNone() {
        MachineRun<ChannelState> run = upTo(offered(NO_SEND_BUFFER), HandshakeStep.RECEIVE_BUFFER);
        run.on(toStep(run, receiveBufferGranted()))
                .decidesAlso(new ChannelEvent.StepAwaited(HandshakeStep.RNDIS_INITIALIZE, 5));
    }

    @Test
    default void initialisesRndisOnceTheBuffersAreLent() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.SEND_BUFFER);
        run.on(toStep(run, new SendBufferComplete(NvspStatus.SUCCESS, 6144)))
                .decidesAlso(new ChannelEvent.BuffersAgreed(1728, 9709, 6144))
                .ordersAlso(sendsRndis(6, new Initialize(6, 1, 0, 0x4000)));
    }

    @Test
    default void queriesTheNicAndSwitchesOffloadsAndFilter() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.RNDIS_INITIALIZE);
        run.on(rndis(initialised(6)))
                .decidesAlso(new ChannelEvent.RndisInitialised(8, 3))
                .ordersAlso(sendsRndis(7, new Query(7, Oid.GEN_MAXIMUM_FRAME_SIZE, Information.EMPTY)))
                .on(rndis(new QueryComplete(7, 0, Information.ofInt(1500))))
                .decidesAlso(new ChannelEvent.FrameSizeNoted(1500))
                .ordersAlso(sendsRndis(8, new Query(8, Oid.ETHERNET_PERMANENT_ADDRESS, Information.EMPTY)))
                .on(rndis(new QueryComplete(8, 0, Information.of(MAC.octets()))))
                .decidesAlso(new ChannelEvent.PermanentMacNoted(MAC))
                .ordersAlso(sendsRndis(9, new Query(
                        9, Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, OffloadCapabilities.question(3))))
                .on(rndis(new QueryComplete(9, 0, CAPABLE)))
                .decidesAlso(new ChannelEvent.OffloadsOffered(Offload.ALL, 65_553))
                .ordersAlso(sendsRndis(10, new Set(
                        10, Oid.TCP_OFFLOAD_PARAMETERS, OffloadParameters.of(Offload.ALL, 0x60001))))
                .on(rndis(new SetComplete(10, RndisStatus.SUCCESS)))
                .decidesAlso(new ChannelEvent.OffloadsAgreed(Offload.ALL))
                .ordersAlso(sendsRndis(11, new Query(11, Oid.GEN_MEDIA_CONNECT_STATUS, Information.EMPTY)))
                .on(rndis(new QueryComplete(11, 0, Information.ofInt(1))))
                .decidesAlso(new ChannelEvent.LinkNoted(false))
                .ordersAlso(sendsRndis(12, new Query(12, Oid.GEN_LINK_SPEED, Information.EMPTY)))
                .on(rndis(new QueryComplete(12, 0, Information.ofInt(100_000_000))))
                .decidesAlso(new ChannelEvent.LinkSpeedNoted(10_000_000_000L))
                .ordersAlso(sendsRndis(13, new Query(
                        13, Oid.GEN_RECEIVE_SCALE_CAPABILITIES, ScaleCapabilities.question())))
                .on(rndis(new QueryComplete(13, 0, new ScaleCapabilities(4, 128).answer())))
                .decidesAlso(new ChannelEvent.ScalingNoted(4, 128))
                .ordersAlso(sendsRndis(14, new Set(14, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0))));
    }

    @Test
    default void isOpenOnceTheFilterIsSet() {
        awaiting(HandshakeStep.PACKET_FILTER).on(rndis(new SetComplete(14, RndisStatus.SUCCESS)))
                .decides(new ChannelEvent.ChannelReady(),
                        new ChannelEvent.TimerArmed(TimerName.KEEPALIVE_ROUND, FIRST_TIMER - 1))
                .orders(new Action.CancelTimer(TimerName.HANDSHAKE_DEADLINE),
                        configures(Offload.ALL),
                        tell(new ChannelOpened(INCARNATION, "6.1", true)),
                        new Action.StartTimer(TimerName.KEEPALIVE_ROUND, FIRST_TIMER - 1, 30_000))
                .inPhase(ChannelPhase.OPEN);
    }

    private static Action configures(int offloads) {
        return new Action.ConfigureChannel(
                INCARNATION, new ChannelLimits(0x60001, 1728, 9709, 6144, 8, 3, 1500, offloads,
                (offloads & Offload.LARGE_SENDS) == 0 ? 0 : 65_553));
    }

    @Test
    default void goesOnWithoutWhatTheHostDoesNotKnow() {
        int unknown = RndisStatus.INVALID_OID;
        awaiting(HandshakeStep.QUERY_FRAME_SIZE)
                .on(rndis(new QueryComplete(7, unknown, Information.EMPTY)))
                .decidesAlso(new ChannelEvent.OidRefused(Oid.GEN_MAXIMUM_FRAME_SIZE, unknown))
                .on(rndis(new QueryComplete(8, unknown, Information.EMPTY)))
                .on(rndis(new QueryComplete(9, RndisStatus.NOT_SUPPORTED, Information.EMPTY)))
                .decidesAlso(new ChannelEvent.OidRefused(
                                Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, RndisStatus.NOT_SUPPORTED),
                        new ChannelEvent.StepAwaited(HandshakeStep.QUERY_LINK, 10))
                .on(rndis(new QueryComplete(10, unknown, Information.EMPTY)))
                .on(rndis(new QueryComplete(11, unknown, Information.EMPTY)))
                .decidesAlso(new ChannelEvent.OidRefused(Oid.GEN_LINK_SPEED, unknown))
                .on(rndis(new QueryComplete(12, unknown, Information.EMPTY)))
                .decidesAlso(new ChannelEvent.OidRefused(Oid.GEN_RECEIVE_SCALE_CAPABILITIES, unknown))
                .on(rndis(new SetComplete(13, 0)))
                .ordersAlso(configures(Offload.NONE), tell(new ChannelOpened(INCARNATION, "6.1", true)));
    }

    @Test
    default void goesOnWithoutWhatTheHostTellsAndNobodyUnderstands() {
        Information nonsense = Information.of((byte) 1, (byte) 2);
        awaiting(HandshakeStep.QUERY_FRAME_SIZE)
                .on(rndis(new QueryComplete(7, 0, Information.ofInt(67))))
                .decidesAlso(new ChannelEvent.OidRefused(Oid.GEN_MAXIMUM_FRAME_SIZE, RndisStatus.INVALID_DATA))
                .on(rndis(new QueryComplete(8, 0, nonsense)), rndis(new QueryComplete(9, 0, nonsense)))
                .decidesAlso(new ChannelEvent.OidRefused(
                        Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, RndisStatus.INVALID_DATA))
                .on(rndis(new QueryComplete(10, 0, nonsense)), rndis(new QueryComplete(11, 0, nonsense)))
                .on(rndis(new QueryComplete(12, 0, nonsense)))
                .decidesAlso(new ChannelEvent.OidRefused(
                        Oid.GEN_RECEIVE_SCALE_CAPABILITIES, RndisStatus.INVALID_DATA))
                .inPhase(ChannelPhase.NEGOTIATING);
    }

    @Test
    default void offloadsNothingWhenTheHostRefusesToSwitchItOn() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.SET_OFFLOADS)
                .on(rndis(new SetComplete(10, RndisStatus.NOT_SUPPORTED)))
                .decidesAlso(new ChannelEvent.OidRefused(Oid.TCP_OFFLOAD_PARAMETERS, RndisStatus.NOT_SUPPORTED));

        opened(run).ordersAlso(configures(Offload.NONE));
    }

    @Test
    default void switchesOnNoLargeSendThatIsShorterThanASection() {
        Information shortOnes = new OffloadCapabilities(Offload.ALL, 6000, 6000).answer(Information.EMPTY);
        MachineRun<ChannelState> run = awaiting(HandshakeStep.QUERY_OFFLOADS)
                .on(rndis(new QueryComplete(9, 0, shortOnes)))
                .decidesAlso(new ChannelEvent.OffloadsOffered(Offload.ALL & ~Offload.LARGE_SENDS, 0));

        opened(run).ordersAlso(configures(Offload.ALL & ~Offload.LARGE_SENDS));
    }

    @Test
    default void asksAnOlderHostForLess() {
        MachineRun<ChannelState> run = upTo(agreedOn(NvspVersion.V4), HandshakeStep.QUERY_OFFLOADS);
        int id = (int) run.state().session().awaited().id();
        run.on(rndis(new QueryComplete(id, 0, CAPABLE)))
                .decidesAlso(new ChannelEvent.OffloadsOffered(Offload.ALL & ~Offload.UDP, 65_553))
                .on(rndis(new SetComplete(id + 1, 0)), rndis(new QueryComplete(id + 2, 0, Information.ofInt(0))))
                .decidesAlso(new ChannelEvent.StepAwaited(HandshakeStep.PACKET_FILTER, id + 3));
    }

    @Test
    default void keepsToTheFramesOfAHostThatCarriesSmallerOnes() {
        MachineRun<ChannelState> run = opened(awaiting(HandshakeStep.QUERY_FRAME_SIZE)
                .on(rndis(new QueryComplete(7, 0, Information.ofInt(1400)))))
                .decidesAlso(new ChannelEvent.MtuLowered(1400))
                .ordersAlso(tell(new MtuRefused(
                        1500, 1400, "the host says that it carries no larger frames")));

        assertThat(run.state().mtu().current()).isEqualTo(1400);
        assertThat(run.state().warnings())
                .containsExactly("the host does not carry MTU 1500, the channel has 1400");
    }

    @Test
    default void showsItsStateInTheWordsOfTheStatusCommand() {
        ChannelState state = opened().state();

        assertThat(state.nvsp()).isEqualTo("6.1");
        assertThat(state.linkUp()).isTrue();
        assertThat(state.warnings()).isEmpty();
        assertThat(state.phase().word()).isEqualTo("open");
        assertThat(started().state().nvsp()).isEmpty();
        assertThat(started().state().linkUp()).isFalse();
    }

    @Test
    default void setsTheFilterThatTheMasterAskedForMeanwhile() {
        upTo(offered().on(new ReceiveModeRequested(true, false)), HandshakeStep.PACKET_FILTER)
                .ordersAlso(sendsRndis(14, new Set(14, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0x0d))));
    }

    @Test
    default void setsTheFilterOnceMoreWhenTheWishChangedWhileItWasSet() {
        awaiting(HandshakeStep.PACKET_FILTER)
                .on(new ReceiveModeRequested(true, true), rndis(new SetComplete(14, RndisStatus.SUCCESS)))
                .decidesAlso(new ChannelEvent.RequestSent(15, Oid.GEN_CURRENT_PACKET_FILTER))
                .ordersAlso(tell(new ChannelOpened(INCARNATION, "6.1", true)), sendsRndis(15, new Set(15,
                        Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(PacketFilter.PROMISCUOUS))));
    }

    @Test
    default void warnsOfAnotherAddressThanTheConfiguredOneAndGoesOn() {
        MacAddress other = MacAddress.parse("00:15:5d:0a:00:02");
        MachineRun<ChannelState> run = awaiting(HandshakeStep.QUERY_MAC)
                .on(rndis(new QueryComplete(8, 0, Information.of(other.octets()))))
                .decidesAlso(new ChannelEvent.PermanentMacNoted(other));

        assertThat(opened(run).state().warnings())
                .containsExactly("the host says that the permanent address is 00:15:5d:0a:00:02");
    }

    @Test
    default void takesOneMessagePerPacketFromAHostThatOffersNone() {
        awaiting(HandshakeStep.RNDIS_INITIALIZE)
                .on(rndis(new InitializeComplete(6, 0, 1, 0, 1, 0, 0, 0, 0)))
                .decidesAlso(new ChannelEvent.RndisInitialised(1, 0));
    }

    @Test
    default void remembersAnAssociationForTheMaster() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.QUERY_LINK)
                .on(host(new VfAssociation(true, 2)))
                .decides(new ChannelEvent.AssociationNoted(true, 2))
                .orders();

        opened(run).ordersAlso(
                tell(new ChannelOpened(INCARNATION, "6.1", true)),
                tell(new VfAssociated(INCARNATION, true, 2)));
    }

    @Test
    default void notesALinkChangeForTheMaster() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.PACKET_FILTER)
                .on(indication(RndisStatus.MEDIA_DISCONNECT))
                .decides(new ChannelEvent.LinkNoted(false))
                .orders();

        opened(run).ordersAlso(tell(new ChannelOpened(INCARNATION, "6.1", false)));
    }

    @Test
    default void takesNoNoticeOfThePacketsThatCarriedRndis() {
        MachineRun<ChannelState> run = awaiting(HandshakeStep.QUERY_MAC);
        run.on(toStep(run, new NvspMessage.RndisPacketComplete(NvspStatus.SUCCESS)))
                .because("has taken RNDIS message 8")
                .on(completion(8, Bytes.EMPTY)).decides(new ChannelEvent.LateAnswer(8))
                .inPhase(ChannelPhase.NEGOTIATING);
    }

    @Test
    default void takesNoAnswerTwice() {
        awaiting(HandshakeStep.QUERY_LINK)
                .on(rndis(new QueryComplete(7, 0, Information.of(MAC.octets()))))
                .decides(new ChannelEvent.LateAnswer(7))
                .on(completion(4, Bytes.EMPTY))
                .decides(new ChannelEvent.LateAnswer(4))
                .on(completion(44, Bytes.EMPTY)).because("unknown transaction id 44")
                .on(rndis(new SetComplete(44, 0))).because("not used: ");
    }
}
