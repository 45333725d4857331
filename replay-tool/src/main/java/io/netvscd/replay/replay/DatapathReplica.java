package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.blackbox.BlackBoxDecision;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.blackbox.RecordedFrames;
import io.netvscd.replay.replay.Disagreements.Disagreement;
import java.util.List;

/**
 * The datapath of one NIC, run again: the real forwarding core between ports that give it the frames that a black box kept, and of the
 * others the recorded number, and the recorded orders as control words. It decides the path of every frame itself; what it counted,
 * and the path of each kept frame, is compared with what was recorded.
 */
final class DatapathReplica {
    private static final int MADE_FRAME_BYTES = 64;

    private final Disagreements disagreements = new Disagreements();
    private final PathWitness witness = new PathWitness(disagreements);
    private final BoxPositions box;
    private final ReplicaPorts ports;
    private final ReplayPort master;
    private final NetvscDatapath datapath;
    private Checkpoint recordedBefore = Checkpoint.ZERO;
    private Checkpoint countedBefore = Checkpoint.ZERO;
    private boolean lastChanged;
    private boolean masterOpen;
    private int timesFellBack;

    DatapathReplica(RecordedFrames frames) {
        box = new BoxPositions(frames);
        ports = new ReplicaPorts(!frames.isEmpty());
        master = ports.master();
        datapath = new NetvscDatapath(master, new DatapathListener() {
            @Override
            public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
                lastChanged = changed;
            }

            @Override
            public void fellBack(String key, long generation, Checkpoint checkpoint) {
                timesFellBack++;
            }
        }, false, MacAddress.ZERO, witness);
    }

    /** Frames run through the forwarding core so far. */
    long frames() {
        Checkpoint now = datapath.checkpoint();
        return now.master().txFrames() + now.vf().rxFrames() + now.synthetic().rxFrames();
    }

    /** Frames whose path was compared with the black box's so far. */
    long framesCompared() {
        return witness.compared();
    }

    /** The recorded datapath obeyed an order at this checkpoint; returns what is different now. */
    List<Disagreement> applied(DatapathOrder order, boolean changed, Checkpoint recorded) {
        run(recorded, null);
        ControlWord word = ports.word(order, changed);
        if (word != null) {
            obey(word);
            if (lastChanged != changed) {
                disagreements.add(order + ": recorded changed=" + changed + ", now changed=" + lastChanged);
            }
        }
        return disagreements.take();
    }

    /** The recorded datapath left the VF by itself; returns what is different now. */
    List<Disagreement> fellBack(String key, long generation, Checkpoint recorded) {
        run(recorded, new ControlWord.VfFailed(key, generation));
        return disagreements.take();
    }

    /** The daemon's life is over: runs the frames that a black box kept after the last checkpoint; returns what is different now. */
    List<Disagreement> end() {
        Interval rest = box.rest();
        if (rest.stretches().values().stream().allMatch(stretch -> stretch.kept().isEmpty())) {
            return List.of();
        }
        expect(rest, 0);
        ports.acceptAsKept(rest);
        BlackBoxDecision fallBack = box.fallBackInTheRest();
        if (fallBack != null && ports.vf() != null) {
            long onVf = fallBack.checkpoint().vf().txFrames() - recordedBefore.vf().txFrames();
            ports.vf().take(new Acceptance(onVf, List.of()), Port.Health.FAILED);
        }
        giveAsKept(master, rest.stretch(Ring.MASTER));
        giveAsKept(ports.vf(), rest.stretch(Ring.VF));
        giveAsKept(ports.synthetic(), rest.stretch(Ring.SYNTHETIC));
        turn();
        witness.settle();
        return disagreements.take();
    }

    /**
     * @param failure what the datapath learned at the end, or while a burst was under way; null where the VF did not fail
     */
    private void run(Checkpoint recorded, ControlWord.VfFailed failure) {
        Flow flow = Flow.between(recordedBefore, recorded);
        Interval kept = box.upTo(recorded);
        recordedBefore = recorded;
        if (flow.runsBackwards()) {
            disagreements.add("the recorded counters run backwards, to " + recorded);
            return;
        }
        int fallsBefore = timesFellBack;
        expect(kept, kept.passedBy(flow.master().txFrames()));
        ports.acceptAsCounted(flow, kept);
        boolean inHand = !masterOpen && failure == null && flow.master().txFrames() > 0;
        if (inHand) {
            letGoWhatIsInHand(flow);
        }
        give(ports.synthetic(), flow.synthetic().rxFrames(), flow.synthetic().rxBytes(), "synthetic");
        give(ports.vf(), flow.vf().rxFrames(), flow.vf().rxBytes(), "VF");
        if (inHand) {
            turn();
        } else if (failure != null) {
            feedUntilTheVfFails(flow, failure);
        } else {
            give(master, flow.master().txFrames(), flow.master().txBytes(), "master");
        }
        turn();
        ports.acceptAll();
        int falls = timesFellBack - fallsBefore;
        if (falls != (failure == null ? 0 : 1)) {
            disagreements.add("falls back to the synthetic path: recorded " + (failure == null ? 0 : 1) + ", now " + falls);
        }
        witness.settle();
        compare(flow);
    }

    /** A burst that no path could take when the master was closed leaves when one can, and no more than a burst. */
    private void letGoWhatIsInHand(Flow flow) {
        if (flow.master().txFrames() <= NetvscDatapath.BURST_FRAMES) {
            give(master, flow.master().txFrames(), flow.master().txBytes(), "master");
            obey(new ControlWord.SetMaster(true));
            turn();
            obey(new ControlWord.SetMaster(false));
            masterOpen = false;
        }
    }

    private void expect(Interval kept, long passedBy) {
        witness.expect(kept);
        ports.expect(kept, passedBy);
    }

    private void give(ReplayPort port, long frames, long bytes, String what) {
        if (port == null && frames > 0) {
            disagreements.add(frames + " frames were received on the " + what + " port, which is not attached");
        } else if (port != null && !port.give(frames, bytes)) {
            disagreements.add("the octets of the " + what + " port's frames in the black box are not those that it counted");
        }
    }

    /** What lies before the first frame that was kept is left out: there is no counter to say how much that is. */
    private static void giveAsKept(ReplayPort port, Interval.Stretch stretch) {
        if (port != null && !stretch.kept().isEmpty()) {
            long skipped = stretch.kept().get(0).frame().number() - 1 - stretch.after();
            long frames = stretch.last() - stretch.after() - skipped;
            long bytes = (frames - stretch.kept().size()) * MADE_FRAME_BYTES;
            for (KeptFrame kept : stretch.kept()) {
                bytes += kept.frame().length();
            }
            port.expect(stretch, skipped, 0);
            port.give(frames, bytes);
        }
    }

    private void feedUntilTheVfFails(Flow flow, ControlWord.VfFailed failure) {
        if (ports.vf() == null) {
            disagreements.add("the recorded datapath left a VF that is not attached now");
            return;
        }
        give(master, flow.vf().txFrames(), flow.vf().txBytes(), "master");
        turn();
        long rest = flow.master().txFrames() - flow.vf().txFrames();
        if (rest > 0) {
            ports.vf().refuse(Port.Health.FAILED);
            give(master, rest, flow.master().txBytes() - flow.vf().txBytes(), "master");
        } else {
            obey(failure);
        }
    }

    private void turn() {
        boolean worked = true;
        while (worked) {
            worked = datapath.poll(0) > 0;
        }
    }

    private void obey(ControlWord word) {
        masterOpen = word instanceof ControlWord.SetMaster set ? set.up() : masterOpen && !(word instanceof ControlWord.Reset);
        datapath.submit(word);
        turn();
    }

    /** Octets are compared where no frame was dropped: which frames were is not always recorded. */
    private void compare(Flow recorded) {
        Checkpoint counted = datapath.checkpoint();
        Flow now = Flow.between(countedBefore, counted);
        countedBefore = counted;
        boolean exact = recorded.strandedFrames() == 0 && recorded.refusedFrames() == 0;
        boolean same = exact ? now.equals(recorded) : now.withoutBytes().equals(recorded.withoutBytes());
        if (!same) {
            disagreements.add("since the last checkpoint: recorded " + recorded + ", now " + now);
        }
    }
}
