package io.netvscd.replay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.replay.blackbox.RecordedFrames;
import io.netvscd.replay.replay.Disagreements.Disagreement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live datapath on memory ports is recorded by hand; the replica must come to the same. */
class DatapathReplicaTest {
    private static final DatapathOrder USE_VF = new DatapathOrder.UseDataPath(DataPath.VF, "vf", 1);
    private static final DatapathOrder USE_SYNTHETIC = new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, "vf", 1);

    private final LiveNic live = new LiveNic(FrameWitness.NONE);
    private final DatapathReplica replica = new DatapathReplica(RecordedFrames.NONE);

    @BeforeEach
    void attachBothPaths() {
        assertThat(order(new DatapathOrder.AttachSyntheticPort(1),
                new ControlWord.AttachSynthetic(live.synthetic.near()))).isEmpty();
        assertThat(order(new DatapathOrder.AttachVfPort("vf", 1, 3),
                new ControlWord.AttachVf("vf", 1, live.vf.near()))).isEmpty();
        assertThat(order(new DatapathOrder.OpenMaster(true), new ControlWord.SetMaster(true))).isEmpty();
    }

    @Test
    void countsTheSameFramesOnTheSamePaths() {
        LiveNic.send(live.master, 100, 1000);
        LiveNic.send(live.synthetic, 7, 60);
        LiveNic.send(live.vf, 3, 1500);
        assertThat(order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1))).isEmpty();

        LiveNic.send(live.master, 50, 333);
        assertThat(order(USE_SYNTHETIC, new ControlWord.UsePath(DataPath.SYNTHETIC, "vf", 1))).isEmpty();

        assertThat(replica.frames()).isEqualTo(160);
    }

    @Test
    void seesAFrameThatTookAnotherPath() {
        LiveNic.send(live.master, 10, 100);
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        Checkpoint tampered = new Checkpoint(
                new PortCounters(15, 1500, 0, 0, 0), new PortCounters(4, 400, 0, 0, 0), new PortCounters(11, 1100, 0, 0,
                0));

        assertThat(replica.applied(USE_SYNTHETIC, true, tampered)).extracting(Disagreement::now).singleElement().asString()
                .contains("recorded master tx 5/500", "VF tx 4/400", "now master tx 5/500", "VF tx 5/500");
    }

    @Test
    void fallsBackWithinTheBurstAsTheLiveDatapathDid() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        LiveNic.send(live.master, 20, 200);
        live.vf.near().fail(true);
        LiveNic.send(live.master, 30, 300);
        live.turn();

        assertThat(live.fellBack()).isTrue();
        assertThat(replica.fellBack("vf", 1, live.checkpoint())).isEmpty();
    }

    @Test
    void carriesAgainOnAVfThatWasLeftWithinABurst() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        live.vf.near().fail(true);
        LiveNic.send(live.master, 30, 300);
        live.turn();
        assertThat(live.lastStepBy(replica)).isEmpty();
        live.vf.near().fail(false);

        assertThat(order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1))).isEmpty();
        LiveNic.send(live.master, 40, 400);
        assertThat(order(USE_SYNTHETIC, new ControlWord.UsePath(DataPath.SYNTHETIC, "vf", 1))).isEmpty();
    }

    @Test
    void fallsBackWithNothingLeftToSendYet() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        Checkpoint before = live.checkpoint();

        assertThat(replica.fellBack("vf", 1, before)).isEmpty();
        Checkpoint after = new Checkpoint(
                new PortCounters(2, 120, 0, 0, 0), before.vf(), new PortCounters(2, 120, 0, 0, 0));
        assertThat(replica.applied(new DatapathOrder.DetachVfPort("vf", 1), true, after)).isEmpty();
    }

    @Test
    void fallsBackBecauseTheKernelSaidSo() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        LiveNic.send(live.master, 20, 200);
        live.turn();
        live.submit(new ControlWord.VfFailed("vf", 1));
        live.turn();

        assertThat(live.fellBack()).isTrue();
        assertThat(live.lastStepBy(replica)).isEmpty();
    }

    @Test
    void obeysAnAnnouncementThatWaitsForAQuietMoment() {
        assertThat(order(new DatapathOrder.AnnouncePeers(), new ControlWord.Announce(new byte[0][]))).isEmpty();
    }

    @Test
    void dropsWhatFindsNoWayOut() {
        assertThat(order(new DatapathOrder.DetachSyntheticPort(1), new ControlWord.DetachSynthetic())).isEmpty();
        LiveNic.send(live.master, 5, 100);

        assertThat(order(new DatapathOrder.OpenMaster(false), new ControlWord.SetMaster(false))).isEmpty();
        assertThat(live.checkpoint().master().dropped()).isEqualTo(5);
    }

    @Test
    void dropsWhatArrivesForAClosedMaster() {
        order(new DatapathOrder.OpenMaster(false), new ControlWord.SetMaster(false));
        LiveNic.send(live.vf, 4, 100);

        assertThat(order(new DatapathOrder.OpenMaster(true), new ControlWord.SetMaster(true))).isEmpty();
        assertThat(live.checkpoint().vf().dropped()).isEqualTo(4);
    }

    @Test
    void answersAnOrderForAnotherGenerationAsTheLiveDatapathDid() {
        DatapathOrder stale = new DatapathOrder.UseDataPath(DataPath.VF, "vf", 7);

        assertThat(order(stale, new ControlWord.UsePath(DataPath.VF, "vf", 7))).isEmpty();
        assertThat(live.changed()).isFalse();
        assertThat(replica.applied(stale, true, live.checkpoint())).extracting(Disagreement::now).containsExactly(
                stale + ": recorded changed=true, now changed=false");
    }

    @Test
    void runsWhatPassedBeforeAMasterBeganAgainOnTheOrdersFromBefore() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        LiveNic.send(live.master, 20, 200);
        LiveNic.send(live.vf, 4, 100);
        assertThat(order(new DatapathOrder.ResetDatapath(1), new ControlWord.Reset())).isEmpty();
        LiveNic.send(live.master, 30, 300);

        live.vf = MemoryPort.pair("vf again", 1 << 20);
        assertThat(order(new DatapathOrder.AttachVfPort("vf", 2, 3), new ControlWord.AttachVf("vf", 2, live.vf.near()))).isEmpty();
        assertThat(order(new DatapathOrder.OpenMaster(true), new ControlWord.SetMaster(true))).isEmpty();
        DatapathOrder useAgain = new DatapathOrder.UseDataPath(DataPath.VF, "vf", 2);
        assertThat(order(useAgain, new ControlWord.UsePath(DataPath.VF, "vf", 2))).isEmpty();
        assertThat(replica.frames()).isEqualTo(live.checkpoint().master().txFrames() + 4);
    }

    @Test
    void refusesCountersThatRunBackwards() {
        LiveNic.send(live.master, 10, 100);
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));

        assertThat(replica.applied(USE_SYNTHETIC, true, Checkpoint.ZERO)).extracting(Disagreement::now).first().asString().contains("run backwards");
    }

    private List<Disagreement> order(DatapathOrder order, ControlWord word) {
        live.order(order, word);
        return live.lastStepBy(replica);
    }
}
