package io.netvscd.replay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.journal.vocabulary.DatapathOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live datapath on memory ports is recorded by hand; the replica must come to the same. */
class DatapathReplicaTest {
    private static final DatapathOrder USE_VF = new DatapathOrder.UseDataPath(DataPath.VF, "vf", 1);
    private static final DatapathOrder USE_SYNTHETIC = new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, "vf", 1);

    private final MemoryPort.Pair master = MemoryPort.pair("master", 1 << 20);
    private final MemoryPort.Pair synthetic = MemoryPort.pair("synthetic", 1 << 20);
    private final MemoryPort.Pair vf = MemoryPort.pair("vf", 1 << 20);
    private final DatapathReplica replica = new DatapathReplica();
    private Checkpoint checkpoint;
    private boolean changed;
    private boolean fellBack;
    private final NetvscDatapath live = new NetvscDatapath(master.near(), new DatapathListener() {
        @Override
        public void applied(ControlWord word, boolean wordChanged, Checkpoint at) {
            checkpoint = at;
            changed = wordChanged;
        }

        @Override
        public void fellBack(String key, long generation, Checkpoint at) {
            checkpoint = at;
            fellBack = true;
        }
    }, false, MacAddress.ZERO);

    @BeforeEach
    void attachBothPaths() {
        assertThat(order(new DatapathOrder.AttachSyntheticPort(1),
                new ControlWord.AttachSynthetic(synthetic.near()))).isEmpty();
        assertThat(order(new DatapathOrder.AttachVfPort("vf", 1, 3),
                new ControlWord.AttachVf("vf", 1, vf.near()))).isEmpty();
        assertThat(order(new DatapathOrder.OpenMaster(true), new ControlWord.SetMaster(true))).isEmpty();
    }

    @Test
    void countsTheSameFramesOnTheSamePaths() {
        send(master, 100, 1000);
        send(synthetic, 7, 60);
        send(vf, 3, 1500);
        assertThat(order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1))).isEmpty();

        send(master, 50, 333);
        assertThat(order(USE_SYNTHETIC, new ControlWord.UsePath(DataPath.SYNTHETIC, "vf", 1))).isEmpty();

        assertThat(replica.frames()).isEqualTo(160);
    }

    @Test
    void seesAFrameThatTookAnotherPath() {
        send(master, 10, 100);
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        Checkpoint tampered = new Checkpoint(
                new PortCounters(15, 1500, 0, 0, 0), new PortCounters(4, 400, 0, 0, 0), new PortCounters(11, 1100, 0, 0,
                0));

        assertThat(replica.applied(USE_SYNTHETIC, true, tampered)).singleElement().asString()
                .contains("recorded master tx 5/500", "VF tx 4/400", "now master tx 5/500", "VF tx 5/500");
    }

    @Test
    void fallsBackWithinTheBurstAsTheLiveDatapathDid() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        send(master, 20, 200);
        vf.near().fail(true);
        send(master, 30, 300);
        turn();

        assertThat(fellBack).isTrue();
        assertThat(replica.fellBack(checkpoint)).isEmpty();
    }

    @Test
    void fallsBackWithNothingLeftToSendYet() {
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));
        Checkpoint before = checkpoint;

        assertThat(replica.fellBack(before)).isEmpty();
        Checkpoint after = new Checkpoint(
                new PortCounters(2, 120, 0, 0, 0), before.vf(), new PortCounters(2, 120, 0, 0, 0));
        assertThat(replica.applied(new DatapathOrder.DetachVfPort("vf", 1), true, after)).isEmpty();
    }

    @Test
    void dropsWhatFindsNoWayOut() {
        assertThat(order(new DatapathOrder.DetachSyntheticPort(1), new ControlWord.DetachSynthetic())).isEmpty();
        send(master, 5, 100);

        assertThat(order(new DatapathOrder.OpenMaster(false), new ControlWord.SetMaster(false))).isEmpty();
        assertThat(checkpoint.master().dropped()).isEqualTo(5);
    }

    @Test
    void dropsWhatArrivesForAClosedMaster() {
        order(new DatapathOrder.OpenMaster(false), new ControlWord.SetMaster(false));
        send(vf, 4, 100);

        assertThat(order(new DatapathOrder.OpenMaster(true), new ControlWord.SetMaster(true))).isEmpty();
        assertThat(checkpoint.vf().dropped()).isEqualTo(4);
    }

    @Test
    void answersAnOrderForAnotherGenerationAsTheLiveDatapathDid() {
        DatapathOrder stale = new DatapathOrder.UseDataPath(DataPath.VF, "vf", 7);

        assertThat(order(stale, new ControlWord.UsePath(DataPath.VF, "vf", 7))).isEmpty();
        assertThat(changed).isFalse();
        assertThat(replica.applied(stale, true, checkpoint)).containsExactly(
                stale + ": recorded changed=true, now changed=false");
    }

    @Test
    void refusesCountersThatRunBackwards() {
        send(master, 10, 100);
        order(USE_VF, new ControlWord.UsePath(DataPath.VF, "vf", 1));

        assertThat(replica.applied(USE_SYNTHETIC, true, Checkpoint.ZERO)).first().asString().contains("run backwards");
    }

    private List<String> order(DatapathOrder order, ControlWord word) {
        turn();
        live.submit(word);
        live.poll(0);
        return replica.applied(order, changed, checkpoint);
    }

    private void turn() {
        while (live.poll(0) > 0) {
            continue;
        }
    }

    private static void send(MemoryPort.Pair wire, int frames, int bytes) {
        for (int i = 0; i < frames; i++) {
            assertThat(wire.far().send(new byte[bytes])).isTrue();
        }
    }
}
