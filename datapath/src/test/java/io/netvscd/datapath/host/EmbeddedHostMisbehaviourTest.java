package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedHostMisbehaviourTest {
    private TestGuest guest;

    @BeforeEach
    void open() throws Exception {
        guest = TestGuest.ready();
        guest.order(new HostCommand.VfAssociation(true, 2));
        guest.heard.clear();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    @Test
    void holdsCompletionsOfSwitchesThatItMakes() throws Exception {
        guest.order(new HostCommand.HoldCompletions());
        guest.want(5, DataPath.VF);
        guest.settle();
        guest.want(6, DataPath.SYNTHETIC);
        guest.settle();
        guest.rndis(7, new Keepalive(1));
        assertThat(guest.heard).noneMatch(message -> message.equals("completion 5") || message.equals("completion 6"));
        assertThat(guest.heard).contains("rndis KeepaliveComplete[requestId=1, status=0]");
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        guest.heard.clear();
        guest.order(new HostCommand.ReleaseCompletions());
        assertThat(guest.heard).containsExactly("completion 5", "completion 6");
        guest.want(8, DataPath.VF);
        guest.settle();
        assertThat(guest.heard).last().isEqualTo("completion 8");
    }

    @Test
    void dropsOneCompletionOnly() throws Exception {
        guest.order(new HostCommand.DropCompletion());
        guest.want(5, DataPath.VF);
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
        guest.want(6, DataPath.SYNTHETIC);
        guest.settle();
        assertThat(guest.heard).containsExactly("completion 6");
    }

    @Test
    void aStalledHostReadsNothingUntilItResumes() throws Exception {
        guest.order(new HostCommand.Stall());
        guest.want(5, DataPath.VF);
        guest.sendFrame(6, 0, Frames.fromGuest(1));
        guest.settle();
        assertThat(guest.heard).isEmpty();
        assertThat(Frames.drain(guest.world)).isEmpty();
        guest.world.send(Frames.toGuest(7));
        guest.turn();
        assertThat(Frames.marks(guest.frames)).containsExactly(7);
        guest.order(new HostCommand.Resume());
        guest.settle();
        assertThat(guest.heard).containsExactlyInAnyOrder("completion 5", "completion 6 RndisPacketComplete[status=1]");
        assertThat(Frames.marks(Frames.drain(guest.world))).containsExactly(1);
    }

    @Test
    void aSilentHostForwardsButNeitherObeysNorAnswers() throws Exception {
        guest.order(new HostCommand.Silent());
        guest.want(5, DataPath.VF);
        guest.sendFrame(6, 0, Frames.fromGuest(1));
        guest.rndis(7, new Keepalive(1));
        guest.settle();
        assertThat(guest.heard).isEmpty();
        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(Frames.marks(Frames.drain(guest.world))).containsExactly(1);
        guest.order(new HostCommand.Talk());
        guest.want(8, DataPath.VF);
        guest.settle();
        assertThat(guest.heard).containsExactlyInAnyOrder("completion 6 RndisPacketComplete[status=1]",
                "completion 7 RndisPacketComplete[status=1]", "completion 8");
    }

    @Test
    void silenceSwallowsAnswersThatWereUnderWay() throws Exception {
        guest.want(5, DataPath.VF);
        guest.turn();
        guest.order(new HostCommand.Silent());
        guest.settle();
        guest.order(new HostCommand.Talk());
        guest.settle();
        assertThat(guest.heard).isEmpty();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void sendsRawOctetsAsTheyAre() throws Exception {
        guest.order(new HostCommand.Raw(new byte[] {(byte) 129, 0, 0, 0, 0, 0, 0, 0}));
        assertThat(guest.heard).containsExactly("in-band 0 SwitchDataPath[path=SYNTHETIC]");
    }

    @Test
    void indicatesItsLink() throws Exception {
        guest.order(new HostCommand.Link(false));
        guest.order(new HostCommand.Link(true));
        guest.order(new HostCommand.NetworkChange());
        assertThat(guest.heard).containsExactly("rndis IndicateStatus[status=1073807372, buffer=]",
                "rndis IndicateStatus[status=1073807371, buffer=]", "rndis IndicateStatus[status=1073807384, buffer=]");
    }

    @Test
    void aCorruptRingEndsTheChannel() throws Exception {
        UnsafeApi.putInt(guest.device.receiveBufferAddress() - 2L * (64 << 10), 12345);
        guest.host.poll(guest.nowNs);
        assertThat(guest.rescinds).isEqualTo(1);
        assertThat(guest.host.status().open()).isFalse();
        assertThat(guest.host.poll(guest.nowNs)).isZero();
    }

    @Test
    void completionsOutOfNowhereAreCountedAndHarmless() throws Exception {
        guest.completeTransfer(4711);
        guest.completeTransfer(-1);
        guest.turn();
        assertThat(guest.host.counters().violations()).isEqualTo(2);
    }

    @Test
    void commandsWithoutAnOfferAreHarmless() throws Exception {
        try (TestGuest alone = new TestGuest()) {
            alone.order(new HostCommand.Link(false));
            alone.order(new HostCommand.ForceSynthetic());
            alone.order(new HostCommand.VfAssociation(false, 1));
            alone.order(new HostCommand.ReleaseCompletions());
            alone.order(new HostCommand.Rescind());
            alone.order(new HostCommand.Raw(new byte[8]));
            alone.world.send(Frames.toGuest(1));
            alone.settle();
            assertThat(alone.rescinds).isZero();
            assertThat(alone.host.counters().filtered()).isEqualTo(1);
        }
    }
}
