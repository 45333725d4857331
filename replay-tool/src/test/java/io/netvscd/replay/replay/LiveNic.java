package io.netvscd.replay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.replay.replay.Disagreements.Disagreement;
import java.util.ArrayList;
import java.util.List;

/** A datapath on memory ports, driven by hand, that remembers what a master would have put into the journal. */
final class LiveNic implements DatapathListener {
    private static final int ROOM_BYTES = 1 << 20;

    /** A checkpoint; without an order where the datapath fell back. */
    private record Step(DatapathOrder order, boolean changed, Checkpoint checkpoint) {
    }

    final MemoryPort.Pair master = MemoryPort.pair("master", ROOM_BYTES);
    final MemoryPort.Pair synthetic = MemoryPort.pair("synthetic", ROOM_BYTES);
    MemoryPort.Pair vf = MemoryPort.pair("vf", ROOM_BYTES);
    private final NetvscDatapath datapath;
    private final List<Step> steps = new ArrayList<>();
    private DatapathOrder underWay;

    LiveNic(FrameWitness witness) {
        datapath = new NetvscDatapath(master.near(), this, false, MacAddress.ZERO, witness);
    }

    @Override
    public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
        if (underWay != null) {
            steps.add(new Step(underWay, changed, checkpoint));
            underWay = null;
        }
    }

    @Override
    public void fellBack(String key, long generation, Checkpoint checkpoint) {
        steps.add(new Step(null, true, checkpoint));
    }

    /** What has been sent goes its way, then this order is obeyed. */
    void order(DatapathOrder order, ControlWord word) {
        turn();
        underWay = order;
        datapath.submit(word);
        turn();
        while (underWay != null) {
            datapath.poll(0);
        }
    }

    /** A word that no master ordered. */
    void submit(ControlWord word) {
        datapath.submit(word);
    }

    void turn() {
        while (datapath.poll(0) > 0) {
            continue;
        }
    }

    Checkpoint checkpoint() {
        return last().checkpoint;
    }

    boolean changed() {
        return last().changed;
    }

    boolean fellBack() {
        return last().order == null;
    }

    /** The last step, replayed. */
    List<Disagreement> lastStepBy(DatapathReplica replica) {
        return by(replica, last());
    }

    /** Everything, replayed. */
    List<Disagreement> allBy(DatapathReplica replica) {
        List<Disagreement> all = new ArrayList<>();
        steps.forEach(step -> all.addAll(by(replica, step)));
        all.addAll(replica.end());
        return all;
    }

    static void send(MemoryPort.Pair wire, int frames, int bytes) {
        for (int i = 0; i < frames; i++) {
            assertThat(wire.far().send(new byte[bytes])).isTrue();
        }
    }

    /** Takes what has arrived at the far end, so that there is room again. */
    static void drain(MemoryPort.Pair wire) {
        Burst burst = new Burst(64);
        while (wire.far().receive(burst) > 0) {
            wire.far().release(burst);
        }
    }

    private static List<Disagreement> by(DatapathReplica replica, Step step) {
        return step.order == null
                ? replica.fellBack("vf", 1, step.checkpoint) : replica.applied(step.order, step.changed, step.checkpoint);
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }
}
