package io.netvscd.replay.excerpt;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.Counters;
import io.netvscd.replay.scenario.SendStep;
import java.util.HashMap;
import java.util.Map;

/**
 * Frames that passed between two checkpoints, as steps in the middle between them; of very many, some. What they must come to is added up,
 * except where the datapath left a VF in the middle of a burst: how much of it had gone is not recorded.
 */
final class Frames {
    private static final int FRAME_BYTES_MIN = 60;
    private static final int HEADER_BYTES = 14;

    /** What frames came to since it was last asked. */
    record Carried(long vf, long synthetic, boolean known) {
        static final Carried NOTHING = new Carried(0, 0, true);

        private Carried plus(long onVf, long onSynthetic, boolean alsoKnown) {
            return new Carried(vf + onVf, synthetic + onSynthetic, known && alsoKnown);
        }
    }

    private record Mark(long atNs, Checkpoint counted) {
    }

    private final StepList steps;
    private final Scene scene;
    private final long framesMax;
    private final Map<String, Mark> marks = new HashMap<>();
    private final Map<String, Long> lastExpectedNs = new HashMap<>();
    private final Map<String, Carried> carried = new HashMap<>();

    /**
     * @param framesMax of one step
     */
    Frames(StepList steps, Scene scene, long framesMax) {
        this.steps = steps;
        this.scene = scene;
        this.framesMax = framesMax;
    }

    /** A NIC's datapath is made: it has counted nothing. */
    void begin(String nic, long atNs) {
        marks.put(nic, new Mark(atNs, Checkpoint.ZERO));
    }

    /**
     * A turn tells of a checkpoint, or of none.
     *
     * @param tell whether to add steps, or only to remember what was counted
     */
    void accept(TransitionRecord turn, long atNs, boolean tell) {
        String nic = turn.owner().nic();
        Mark mark = marks.get(nic);
        boolean word = turn.input() instanceof MasterInput.DatapathApplied applied
                && !(applied.order() instanceof DatapathOrder.AnnouncePeers);
        boolean fell = turn.input() instanceof MasterInput.DatapathFellBack;
        if (mark == null || turn.checkpoint() == null || !word && !fell) {
            return;
        }
        Checkpoint since = Counters.between(mark.counted, turn.checkpoint());
        if (tell) {
            long fromNs = Math.max(mark.atNs, lastExpectedNs.getOrDefault(nic, 0L));
            long middleNs = fromNs + (atNs - fromNs) / 2;
            add(nic, middleNs, SendStep.From.MASTER, "", since.master().txFrames(), since.master().txBytes());
            add(nic, middleNs, SendStep.From.SYNTHETIC, "", since.synthetic().rxFrames(), since.synthetic().rxBytes());
            Scene.Device vf = scene.devices().stream().filter(device -> device.look().up()).findFirst().orElse(null);
            if (vf != null) {
                add(nic, middleNs, SendStep.From.VF, vf.name(), since.vf().rxFrames(), since.vf().rxBytes());
            }
            boolean some = since.master().txFrames() > framesMax;
            carried.merge(nic, new Carried(since.vf().txFrames(), since.synthetic().txFrames(), !fell && !some),
                    (one, other) -> one.plus(other.vf, other.synthetic, other.known));
        }
        marks.put(nic, new Mark(atNs, turn.checkpoint()));
    }

    /** Something is expected then, which what comes later must not be counted to. */
    void expected(String nic, long atNs) {
        lastExpectedNs.put(nic, atNs);
    }

    /** What the frames told of since the last time must come to. */
    Carried carried(String nic) {
        Carried all = carried.remove(nic);
        return all == null ? Carried.NOTHING : all;
    }

    private void add(String nic, long atNs, SendStep.From from, String name, long frames, long bytes) {
        if (frames > 0) {
            int largest = scene.nic(nic).mtu + HEADER_BYTES;
            int size = (int) Math.max(FRAME_BYTES_MIN, Math.min(largest, bytes / frames));
            steps.add(atNs, StepList.DEED, nic, StepList.send(Math.min(frames, framesMax), from, name, size));
        }
    }
}
