package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tests of Microsoft's open host that concern the VF (PROTOCOL 6), seen from the ring, and what follows from its
 * states.
 */
class EmbeddedHostVfTest {
    private static final String GIVEN =
            "in-band 8000000000000000 wants VfAssociation[allocated=true, serial=123]";
    private static final String TAKEN =
            "in-band 8000000000000000 wants VfAssociation[allocated=false, serial=123]";
    private static final String OWN_SWITCH = "in-band 8000000000000001 wants SwitchDataPath[path=SYNTHETIC]";

    private TestGuest guest;

    @BeforeEach
    void open() throws Exception {
        guest = TestGuest.ready();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    @Test
    void theAssociationFollowsTheAnswerToInitialize() throws Exception {
        guest.close();
        guest = new TestGuest();
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        assertThat(guest.heard.subList(4, 6)).first().asString().contains("InitializeComplete");
        assertThat(guest.heard.get(5)).isEqualTo(GIVEN);
        assertThat(guest.host.status().vf()).isEqualTo(VfState.ADVERTISED);
    }

    @Test
    void noAssociationGoesToAGuestOfAnOlderProtocol() throws Exception {
        guest.close();
        guest = new TestGuest();
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V2);
        assertThat(guest.heard).noneMatch(message -> message.contains("VfAssociation"));
        assertThat(guest.host.status().vf()).isEqualTo(VfState.AVAILABLE);
    }

    @Test
    void switchesThereAndBackWithEmptyCompletions() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.settle();
        assertThat(guest.host.status().vf()).isEqualTo(VfState.SWITCHED);
        guest.want(6, DataPath.SYNTHETIC);
        guest.settle();
        assertThat(guest.host.status().vf()).isEqualTo(VfState.READY);
        assertThat(guest.heard).containsExactly(GIVEN, "completion 5", "completion 6");
    }

    @Test
    void thePathMovesWithTheCompletionAndNotBefore() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.turn();
        assertThat(guest.host.status().vf()).isEqualTo(VfState.SWITCH_PENDING);
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(guest.host.deadlineNs()).isEqualTo(guest.nowNs + TestGuest.LATENCY_NS);
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
        assertThat(guest.heard).endsWith("completion 5");
    }

    @Test
    void aSwitchWithoutAVfIsCompletedAndChangesNothing() throws Exception {
        guest.want(5, DataPath.VF);
        guest.want(6, DataPath.SYNTHETIC);
        guest.settle();
        assertThat(guest.heard).containsExactly("completion 5", "completion 6");
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    @Test
    void aSecondRequestIsCompletedBeforeTheFirstAndIgnored() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.want(6, DataPath.SYNTHETIC);
        guest.settle();
        assertThat(guest.heard).containsExactly(GIVEN, "completion 6", "completion 5");
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void takingTheVfRepeatsItsSerial() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.order(new HostCommand.VfAssociation(false, 123));
        assertThat(guest.heard).containsExactly(GIVEN, TAKEN);
        assertThat(guest.host.status().vf()).isEqualTo(VfState.UNAVAILABLE);
    }

    @Test
    void takingASwitchedVfMovesTheFilterThenSaysSoThenTakesIt() throws Exception {
        switched();
        guest.order(new HostCommand.VfAssociation(false, 123));
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        guest.want(7, DataPath.SYNTHETIC);
        guest.settle();
        assertThat(guest.heard).containsExactly(OWN_SWITCH, TAKEN, "completion 7");
    }

    @Test
    void takingAVfDuringASwitchCompletesThatFirst() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.turn();
        guest.order(new HostCommand.VfAssociation(false, 123));
        guest.settle();
        assertThat(guest.heard).containsExactly(GIVEN, "completion 5", OWN_SWITCH, TAKEN);
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    @Test
    void takingAVfDuringTheSwitchBackSaysNothingOfItsOwn() throws Exception {
        switched();
        guest.want(6, DataPath.SYNTHETIC);
        guest.turn();
        guest.order(new HostCommand.VfAssociation(false, 123));
        guest.settle();
        assertThat(guest.heard).containsExactly("completion 6", TAKEN);
    }

    @Test
    void anotherSerialReplacesTheFirst() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.order(new HostCommand.VfAssociation(true, 124));
        assertThat(guest.heard).containsExactly(GIVEN, TAKEN, GIVEN.replace("123", "124"));
    }

    @Test
    void theSameAssociationTwiceIsSaidTwice() throws Exception {
        switched();
        guest.order(new HostCommand.VfAssociation(true, 123));
        assertThat(guest.heard).containsExactly(GIVEN);
        assertThat(guest.host.status().vf()).isEqualTo(VfState.SWITCHED);
    }

    @Test
    void theOwnSwitchHasEightOctetsAndTheAssociationAllOfThem() throws Exception {
        switched();
        guest.payloadBytes.clear();
        guest.order(new HostCommand.VfAssociation(false, 123));
        assertThat(guest.payloadBytes).containsExactly(8, 40);
    }

    @Test
    void forcingTheSyntheticPathMovesTheFilterAndLeavesTheVf() throws Exception {
        switched();
        guest.order(new HostCommand.ForceSynthetic());
        assertThat(guest.heard).containsExactly(OWN_SWITCH);
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        guest.want(7, DataPath.VF);
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void forcingDuringASwitchCompletesThatFirst() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.turn();
        guest.order(new HostCommand.ForceSynthetic());
        guest.settle();
        assertThat(guest.heard).containsExactly(GIVEN, "completion 5", OWN_SWITCH);
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    @Test
    void aFailedSwitchIsCompletedLikeAnyOtherAndThenTakenBack() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.order(new HostCommand.FailSwitch());
        guest.want(5, DataPath.VF);
        guest.settle();
        assertThat(guest.heard).containsExactly(GIVEN, "completion 5", OWN_SWITCH);
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        guest.want(6, DataPath.VF);
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void aCompletionOfTheAssociationIsNeitherWaitedForNorMissed() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.completeTransfer(VfRules.ASSOCIATION_ID);
        guest.turn();
        assertThat(guest.host.status().vf()).isEqualTo(VfState.ADVERTISED);
        assertThat(guest.host.counters().violations()).isZero();
    }

    @Test
    void theVfSurvivesAReopenedChannelAndIsAnnouncedAgain() throws Exception {
        switched();
        guest.leave();
        guest.turn();
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        guest.order(new HostCommand.Reopen());
        guest.handshake(NvspVersion.V5);
        assertThat(guest.heard).contains(GIVEN);
        guest.want(9, DataPath.VF);
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void aSwitchThatWasPendingWhenTheChannelClosedIsForgotten() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.turn();
        guest.leave();
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(guest.host.status().vf()).isEqualTo(VfState.AVAILABLE);
    }

    private void switched() throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 123));
        guest.want(5, DataPath.VF);
        guest.settle();
        guest.heard.clear();
    }
}
