package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.RecordedFrames;
import io.netvscd.replay.replay.Disagreements.Disagreement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/** The datapaths of all NICs, made anew in each life of the daemon, and what they counted in all. */
final class ReplayedDatapaths {
    /** A record and its number among all, from 1 in tick order. */
    record Numbered(TransitionRecord turn, long number) {
    }

    private static final class Nic {
        private final DatapathReplica replica;
        private Numbered lastCheckpoint;

        private Nic(DatapathReplica replica) {
            this.replica = replica;
        }
    }

    private final LongFunction<Map<String, RecordedFrames>> framesOfLife;
    private final SortedMap<String, Nic> nics = new TreeMap<>();
    private final SortedMap<String, Checkpoint> traffic = new TreeMap<>();
    private Map<String, RecordedFrames> kept = Map.of();
    private long checkpoints;
    private long frames;
    private long compared;

    /**
     * @param framesOfLife what black boxes kept in a life of the daemon, by NIC
     */
    ReplayedDatapaths(LongFunction<Map<String, RecordedFrames>> framesOfLife) {
        this.framesOfLife = framesOfLife;
    }

    void beginLife(long bootEpoch) {
        nics.clear();
        kept = framesOfLife.apply(bootEpoch);
    }

    /** Runs what passed up to a master's record that has a checkpoint; returns what is different now. */
    List<Disagreement> accept(Numbered record) {
        TransitionRecord recorded = record.turn();
        Nic nic = nics.computeIfAbsent(recorded.owner().nic(), absent ->
                new Nic(new DatapathReplica(kept.getOrDefault(absent, RecordedFrames.NONE))));
        if (recorded.input() instanceof MasterInput.DatapathApplied applied) {
            reached(nic, record);
            return nic.replica.applied(applied.order(), applied.changed(), applied.checkpoint());
        } else if (recorded.input() instanceof MasterInput.DatapathFellBack fellBack) {
            reached(nic, record);
            return nic.replica.fellBack(fellBack.vf(), fellBack.generation(), fellBack.checkpoint());
        }
        return List.of();
    }

    /**
     * The life is over.
     *
     * @param different is shown what is different now of what black boxes kept of its end, beside the NIC's last checkpoint
     */
    void endLife(BiConsumer<Numbered, Disagreement> different) {
        for (Map.Entry<String, Nic> each : nics.entrySet()) {
            Nic nic = each.getValue();
            if (nic.lastCheckpoint == null) {
                continue;
            }
            nic.replica.end().forEach(one -> different.accept(nic.lastCheckpoint, one));
            frames += nic.replica.frames();
            compared += nic.replica.framesCompared();
            traffic.merge(each.getKey(), nic.lastCheckpoint.turn().checkpoint(), Counters::sum);
        }
        nics.clear();
    }

    /** Checkpoints run up to. */
    long checkpoints() {
        return checkpoints;
    }

    /** Frames run through the forwarding core, in the lives that are over. */
    long frames() {
        return frames;
    }

    /** Frames whose path was compared with a black box's, in the lives that are over. */
    long framesCompared() {
        return compared;
    }

    /** What the recorded counters amount to, by NIC, over the lives that are over. */
    SortedMap<String, Checkpoint> traffic() {
        return traffic;
    }

    private void reached(Nic nic, Numbered checkpoint) {
        checkpoints++;
        nic.lastCheckpoint = checkpoint;
    }
}
