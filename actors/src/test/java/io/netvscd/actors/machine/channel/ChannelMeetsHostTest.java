package io.netvscd.actors.machine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStarted;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStop;
import io.netvscd.journal.vocabulary.ChannelInput.HostMessage;
import io.netvscd.journal.vocabulary.ChannelInput.MacRequested;
import io.netvscd.journal.vocabulary.ChannelInput.MtuRequested;
import io.netvscd.journal.vocabulary.ChannelInput.ReceiveModeRequested;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchRequested;
import io.netvscd.journal.vocabulary.ChannelInput.SwitchWithdrawn;
import io.netvscd.journal.vocabulary.MasterInput.ChannelClosed;
import io.netvscd.journal.vocabulary.MasterInput.ChannelOpened;
import io.netvscd.journal.vocabulary.MasterInput.HostForcedPath;
import io.netvscd.journal.vocabulary.MasterInput.HostLinkChanged;
import io.netvscd.journal.vocabulary.MasterInput.MacRefused;
import io.netvscd.journal.vocabulary.MasterInput.MtuRefused;
import io.netvscd.journal.vocabulary.MasterInput.SwitchEnded;
import io.netvscd.journal.vocabulary.MasterInput.VfAssociated;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine and the embedded host, which know nothing of each other but the protocol. */
class ChannelMeetsHostTest {
    private final HostedChannel channel = new HostedChannel();

    private HostedChannel opened() {
        return channel.tell(new ChannelStarted(ChannelFixture.FACTS)).run(20);
    }

    private HostedChannel associated() {
        opened().order(new HostCommand.VfAssociation(true, 2));
        channel.told.clear();
        return channel;
    }

    @AfterEach
    void close() {
        assertThat(channel.reasons).noneMatch(reason -> reason.startsWith("refused"));
        channel.close();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithAHostOfAnyVersionAndBreaksNoRuleOfIts(NvspVersion version) {
        channel.order(new HostCommand.LimitVersion(version));
        opened();

        assertThat(channel.told).containsExactly(new ChannelOpened(1, version.text(), true));
        assertThat(channel.host.status().version()).isEqualTo(version.text());
        assertThat(channel.host.status().rndisUp()).isTrue();
        assertThat(channel.host.counters().violations()).isZero();
        assertThat(channel.state().warnings()).isEmpty();
    }

    @Test
    void agreesOnOffloadsOfWhichAHostOfOldKnowsFewer() {
        opened();
        assertThat(channel.state().session().agreed().offloads()).isEqualTo(Offload.ALL);

        channel.order(new HostCommand.LimitVersion(NvspVersion.V4)).tell(new MtuRequested(9000)).run(20);
        assertThat(channel.state().session().agreed().offloads()).isEqualTo(Offload.ALL & ~Offload.UDP);
    }

    @ParameterizedTest
    @ValueSource(ints = {Oid.GEN_MAXIMUM_FRAME_SIZE, Oid.ETHERNET_PERMANENT_ADDRESS,
        Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, Oid.TCP_OFFLOAD_PARAMETERS, Oid.GEN_MEDIA_CONNECT_STATUS,
        Oid.GEN_LINK_SPEED, Oid.GEN_RECEIVE_SCALE_CAPABILITIES})
    void opensUnderAHostThatDoesNotKnowAnOid(int oid) {
        channel.order(new HostCommand.RefuseOid(oid));
        opened();

        assertThat(channel.told).containsExactly(new ChannelOpened(1, "6.1", true));
        assertThat(channel.host.counters().violations()).isZero();
    }

    @Test
    void spreadsOverTheSubchannelsThatTheHostOffers() {
        channel.tell(new ChannelStarted(ChannelFixture.FACTS.withChannels(4))).run(30);

        assertThat(channel.events).contains(new ChannelEvent.SubchannelsSettled(4));
        assertThat(channel.spreads).last().isEqualTo(
                new Action.SpreadTransmit(1, Bytes.parse("00010203".repeat(4))));
        assertThat(channel.host.counters().violations()).isZero();
    }

    @Test
    void hasTheHostSetAllThatIsWishedAndAgainOnEveryChannel() {
        channel.tell(new ChannelStarted(ChannelFixture.FACTS.withChannels(4).withGroups(Bytes.parse("01005e0000fb"))))
                .tell(new MacRequested(new MacAddress(ChannelFixture.MAC.bits() + 1)))
                .tell(new ReceiveModeRequested(true, false))
                .run(50);
        long answered = answered();
        channel.tell(new MtuRequested(9000)).run(100);

        assertThat(answered).isEqualTo(4);
        assertThat(answered()).isEqualTo(8);
        assertThat(channel.told).noneMatch(MacRefused.class::isInstance);
        assertThat(channel.host.counters().violations()).isZero();
    }

    /** Requests that the host has taken. */
    private long answered() {
        return channel.events.stream()
                .filter(event -> event instanceof ChannelEvent.RequestAnswered answer && answer.status() == 0)
                .count();
    }

    @Test
    void goesOnWithFewerWhenTheHostLosesSome() {
        channel.order(new HostCommand.LoseSubchannels(2));
        channel.tell(new ChannelStarted(ChannelFixture.FACTS.withChannels(4))).run(30);
        assertThat(channel.spreads).isEmpty();

        channel.run(10_000);

        assertThat(channel.events).contains(new ChannelEvent.SubchannelsSettled(2));
        assertThat(channel.host.counters().violations()).isZero();
    }

    @Test
    void hearsOfAVfThatWasThereBeforeTheChannel() {
        channel.order(new HostCommand.VfAssociation(true, 2));
        opened();

        assertThat(channel.told).containsExactly(new ChannelOpened(1, "6.1", true), new VfAssociated(1, true, 2));
    }

    @Test
    void movesTheHostToTheVfAndBack() {
        associated().tell(new SwitchRequested(1, DataPath.VF)).run(5);
        assertThat(channel.host.path()).isEqualTo(DataPath.VF);
        channel.tell(new SwitchRequested(1, DataPath.SYNTHETIC)).run(5);

        assertThat(channel.host.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(channel.told).containsExactly(
                new SwitchEnded(1, DataPath.VF, SwitchOutcome.COMPLETED),
                new SwitchEnded(1, DataPath.SYNTHETIC, SwitchOutcome.COMPLETED));
    }

    @Test
    void hearsOfASwitchThatFailedAfterItsCompletion() {
        associated().order(new HostCommand.FailSwitch()).tell(new SwitchRequested(1, DataPath.VF)).run(5);

        assertThat(channel.told).containsExactly(
                new SwitchEnded(1, DataPath.VF, SwitchOutcome.COMPLETED),
                new HostForcedPath(1, DataPath.SYNTHETIC));
        assertThat(channel.host.counters().violations()).isZero();
    }

    @Test
    void hearsOfAVfThatIsTakenWhileItCarries() {
        associated().tell(new SwitchRequested(1, DataPath.VF)).run(5);
        channel.told.clear();

        channel.order(new HostCommand.VfAssociation(false, 2)).run(5);

        assertThat(channel.told).containsExactly(
                new HostForcedPath(1, DataPath.SYNTHETIC), new VfAssociated(1, false, 2));
    }

    @Test
    void outlivesACompletionThatIsDropped() {
        associated().order(new HostCommand.DropCompletion()).tell(new SwitchRequested(1, DataPath.VF)).run(5_001);
        channel.tell(new SwitchRequested(1, DataPath.SYNTHETIC)).run(5);

        assertThat(channel.told).containsExactly(
                new SwitchEnded(1, DataPath.VF, SwitchOutcome.TIMED_OUT),
                new SwitchEnded(1, DataPath.SYNTHETIC, SwitchOutcome.COMPLETED));
        assertThat(channel.host.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    @Test
    void takesALateCompletionForNoOther() {
        associated().order(new HostCommand.HoldCompletions()).tell(new SwitchRequested(1, DataPath.VF)).run(5_001);
        channel.tell(new SwitchRequested(1, DataPath.SYNTHETIC)).run(5);
        channel.order(new HostCommand.ReleaseCompletions()).run(5);

        assertThat(channel.told).containsExactly(
                new SwitchEnded(1, DataPath.VF, SwitchOutcome.TIMED_OUT),
                new SwitchEnded(1, DataPath.SYNTHETIC, SwitchOutcome.COMPLETED));
        assertThat(channel.events).hasAtLeastOneElementOfType(ChannelEvent.LateAnswer.class);
    }

    @Test
    void opensTheChannelAgainUnderAHostThatFellSilentAndSpeaksAgain() {
        associated().order(new HostCommand.Silent()).tell(new SwitchRequested(1, DataPath.VF)).run(5_001);
        channel.tell(new SwitchRequested(1, DataPath.SYNTHETIC)).run(5_001);
        assertThat(channel.state().phase()).isEqualTo(ChannelPhase.FAILED);
        channel.told.clear();

        channel.order(new HostCommand.Talk()).run(1_100);

        assertThat(channel.told).containsExactly(
                new ChannelClosed(1, "2 requests in a row were not answered"),
                new ChannelOpened(2, "6.1", true),
                new VfAssociated(2, true, 2));
    }

    @Test
    void asksASilentHostWhetherItIsThereAndIsAnswered() {
        opened().run(200_000);

        assertThat(channel.state().phase()).isEqualTo(ChannelPhase.OPEN);
        assertThat(channel.events).filteredOn(ChannelEvent.SignOfLifeSeen.class::isInstance).hasSizeBetween(3, 7);
        assertThat(channel.events).doesNotHaveAnyElementsOfTypes(ChannelEvent.SignOfLifeMissed.class);
    }

    @Test
    void noticesAHostThatDiedInSilenceAndOpensTheChannelAgain() {
        opened().order(new HostCommand.Silent()).run(91_000);
        assertThat(channel.told).endsWith(new ChannelClosed(1, "2 requests in a row were not answered"));

        channel.order(new HostCommand.Talk()).run(60_000);
        assertThat(channel.state().phase()).isEqualTo(ChannelPhase.OPEN);
    }

    @Test
    void withdrawsASwitchThatAStalledHostLeavesNoRoomFor() {
        associated().order(new HostCommand.Stall());
        fillTheRing();

        channel.tell(new SwitchRequested(1, DataPath.VF)).run(100);
        assertThat(channel.state().session().pendingSwitch().attempts()).isPositive();
        channel.tell(new SwitchWithdrawn(1)).run(100);

        assertThat(channel.told).containsExactly(new SwitchEnded(1, DataPath.VF, SwitchOutcome.WITHDRAWN));
        assertThat(channel.host.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    @Test
    void switchesOnceAStalledHostReadsAgain() {
        associated().order(new HostCommand.Stall());
        fillTheRing();
        channel.tell(new SwitchRequested(1, DataPath.VF)).run(100);

        channel.order(new HostCommand.Resume()).run(100);

        assertThat(channel.told).containsExactly(new SwitchEnded(1, DataPath.VF, SwitchOutcome.COMPLETED));
        assertThat(channel.host.path()).isEqualTo(DataPath.VF);
    }

    /** Completions of switches that the host never made, into a ring that it does not read. */
    private void fillTheRing() {
        byte[] forced = {(byte) 129, 0, 0, 0, 0, 0, 0, 0};
        for (int i = 0; i < 4_000 && channel.state().session() != null; i++) {
            channel.tell(new HostMessage(1, i, true, Bytes.of(forced)));
        }
        channel.told.clear();
    }

    @Test
    void showsTheMasterTheHostsLink() {
        opened().order(new HostCommand.Link(false)).run(1_000).order(new HostCommand.Link(true)).run(500);
        assertThat(channel.told).endsWith(new HostLinkChanged(1, false));
        channel.run(600);
        assertThat(channel.told).endsWith(new HostLinkChanged(1, false), new HostLinkChanged(1, true));
        channel.run(2_000).told.clear();

        channel.order(new HostCommand.NetworkChange()).run(2_100);

        assertThat(channel.told).containsExactly(new HostLinkChanged(1, false), new HostLinkChanged(1, true));
    }

    @Test
    void opensAgainWithAnotherMtuAndAnnouncesTheVfAnew() {
        associated().tell(new ReceiveModeRequested(true, false)).tell(new MtuRequested(9000)).run(20);

        assertThat(channel.told).containsExactly(
                new ChannelClosed(1, "the MTU changes"),
                new ChannelOpened(2, "6.1", true),
                new VfAssociated(2, true, 2));
        assertThat(channel.host.counters().violations()).isZero();
    }

    @Test
    void goesBackToTheOldMtuWhenTheHostRefusesTheNewOne() {
        opened().order(new HostCommand.LimitMtu(4000)).tell(new MtuRequested(9000)).run(20);

        assertThat(channel.told).hasSize(4)
                .startsWith(new ChannelOpened(1, "6.1", true), new ChannelClosed(1, "the MTU changes"))
                .endsWith(new ChannelOpened(3, "6.1", true));
        assertThat(channel.told.get(2)).isInstanceOfSatisfying(MtuRefused.class, refused ->
                assertThat(refused).isEqualTo(new MtuRefused(9000, 1500, refused.why())));
    }

    @Test
    void comesBackWhenTheDeviceIsOfferedAgain() {
        opened().order(new HostCommand.Rescind()).run(5);
        assertThat(channel.state().phase()).isEqualTo(ChannelPhase.RESCINDED);

        channel.order(new HostCommand.Offer()).run(20);

        assertThat(channel.told).containsExactly(
                new ChannelOpened(1, "6.1", true),
                new ChannelClosed(1, "rescinded by the host"),
                new ChannelOpened(2, "6.1", true));
    }

    @Test
    void leavesAClosedChannelBehindWhenStopped() {
        opened().tell(new ChannelStop()).run(5);

        assertThat(channel.host.status().open()).isFalse();
        assertThat(channel.host.counters().violations()).isZero();
    }
}
