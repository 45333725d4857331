package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.DatapathOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The datapath of one NIC, run again: the real forwarding core between ports that give it the recorded number of
 * frames, and the recorded orders as control words. It decides the path of every frame itself; what it counted is
 * compared with what was recorded.
 */
final class DatapathReplica {
    private static final byte[][] NO_FRAMES = {};

    private final ReplayPort master = new ReplayPort("replayed master");
    private final NetvscDatapath datapath;
    private final List<String> disagreements = new ArrayList<>();
    private ReplayPort vf;
    private ReplayPort synthetic;
    private Checkpoint recordedBefore = Checkpoint.ZERO;
    private Checkpoint countedBefore = Checkpoint.ZERO;
    private boolean lastChanged;
    private int timesFellBack;
    /** A frame that was fed ahead of its interval, because a fall back needs one in hand. */
    private long fedAhead;
    private long fedAheadBytes;

    DatapathReplica() {
        datapath = new NetvscDatapath(master, new DatapathListener() {
            @Override
            public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
                lastChanged = changed;
            }

            @Override
            public void fellBack(String key, long generation, Checkpoint checkpoint) {
                timesFellBack++;
            }
        }, false, MacAddress.ZERO);
    }

    /** Frames run through the forwarding core so far. */
    long frames() {
        Checkpoint now = datapath.checkpoint();
        return now.master().txFrames() + now.vf().rxFrames() + now.synthetic().rxFrames();
    }

    /** The recorded datapath obeyed an order at this checkpoint; returns what is different now, in words. */
    List<String> applied(DatapathOrder order, boolean changed, Checkpoint recorded) {
        disagreements.clear();
        run(recorded, false);
        obey(order, changed);
        return List.copyOf(disagreements);
    }

    /** The recorded datapath left the VF by itself; returns what is different now, in words. */
    List<String> fellBack(Checkpoint recorded) {
        disagreements.clear();
        run(recorded, true);
        return List.copyOf(disagreements);
    }

    private void run(Checkpoint recorded, boolean vfFails) {
        Flow flow = Flow.between(recordedBefore, recorded);
        if (flow.runsBackwards()) {
            disagreements.add("the recorded counters run backwards: " + recordedBefore + " then " + recorded);
            recordedBefore = recorded;
            return;
        }
        int fallsBefore = timesFellBack;
        give(synthetic, flow.synthetic().rxFrames(), flow.synthetic().rxBytes(), "synthetic");
        give(vf, flow.vf().rxFrames(), flow.vf().rxBytes(), "VF");
        master.takeAtMost(flow.refusedFrames() > 0 ? flow.master().rxFrames() : Long.MAX_VALUE, Port.Health.BUSY);
        if (synthetic != null && flow.strandedFrames() > 0) {
            synthetic.takeAtMost(flow.synthetic().txFrames(), Port.Health.FAILED);
        }
        if (vfFails) {
            feedUntilTheVfFails(flow);
        } else {
            feed(flow.master().txFrames(), flow.master().txBytes());
        }
        turn();
        if (synthetic != null) {
            synthetic.takeAll();
        }
        int falls = timesFellBack - fallsBefore;
        if (falls != (vfFails ? 1 : 0)) {
            disagreements.add("falls back to the synthetic path: recorded " + (vfFails ? 1 : 0) + ", now " + falls);
        }
        compare(flow);
        recordedBefore = recorded;
    }

    private void give(ReplayPort port, long frames, long bytes, String what) {
        if (port != null) {
            port.give(frames, bytes);
        } else if (frames > 0) {
            disagreements.add(frames + " frames were received on the " + what + " port, which is not attached");
        }
    }

    /** What was fed ahead of its interval is not fed again. */
    private void feed(long frames, long bytes) {
        long ahead = Math.min(fedAhead, frames);
        master.give(frames - ahead, bytes - (ahead > 0 ? fedAheadBytes : 0));
        if (ahead > 0) {
            fedAhead = 0;
            fedAheadBytes = 0;
        }
    }

    private void feedUntilTheVfFails(Flow flow) {
        if (vf == null) {
            disagreements.add("the recorded datapath left a VF that is not attached now");
            return;
        }
        feed(flow.vf().txFrames(), flow.vf().txBytes());
        turn();
        vf.takeAtMost(0, Port.Health.FAILED);
        long rest = flow.master().txFrames() - flow.vf().txFrames();
        if (rest > 0) {
            feed(rest, flow.master().txBytes() - flow.vf().txBytes());
        } else {
            // The whole failing burst still waited when the counters were read.
            fedAhead = 1;
            fedAheadBytes = 64;
            if (synthetic != null) {
                synthetic.takeAtMost(0, Port.Health.BUSY);
            }
            master.give(fedAhead, fedAheadBytes);
        }
    }

    private void turn() {
        boolean worked = true;
        while (worked) {
            worked = datapath.poll(0) > 0;
        }
    }

    private void obey(DatapathOrder order, boolean changed) {
        ControlWord word = word(order, changed);
        if (word == null) {
            return;
        }
        datapath.submit(word);
        datapath.poll(0);
        if (lastChanged != changed) {
            disagreements.add(order + ": recorded changed=" + changed + ", now changed=" + lastChanged);
        }
    }

    /** The control word, or null where the recorded edge could not even make one (a port that did not open). */
    private ControlWord word(DatapathOrder order, boolean changed) {
        if (order instanceof DatapathOrder.AttachSyntheticPort) {
            if (!changed) {
                return null;
            }
            synthetic = new ReplayPort("replayed synthetic port");
            return new ControlWord.AttachSynthetic(synthetic);
        } else if (order instanceof DatapathOrder.DetachSyntheticPort) {
            synthetic = null;
            return new ControlWord.DetachSynthetic();
        } else if (order instanceof DatapathOrder.AttachVfPort attach) {
            if (!changed) {
                return null;
            }
            vf = new ReplayPort("replayed VF port");
            return new ControlWord.AttachVf(attach.vf(), attach.generation(), vf);
        } else if (order instanceof DatapathOrder.DetachVfPort detach) {
            vf = changed ? null : vf;
            return new ControlWord.DetachVf(detach.vf(), detach.generation());
        } else if (order instanceof DatapathOrder.UseDataPath use) {
            return new ControlWord.UsePath(use.path(), use.vf(), use.generation());
        } else if (order instanceof DatapathOrder.OpenMaster open) {
            return new ControlWord.SetMaster(open.up());
        }
        return order instanceof DatapathOrder.AnnouncePeers && changed ? new ControlWord.Announce(NO_FRAMES) : null;
    }

    /** Octets are compared where no frame was dropped: which frames were is not recorded. */
    private void compare(Flow recorded) {
        Checkpoint counted = datapath.checkpoint();
        Flow now = Flow.between(countedBefore, counted);
        countedBefore = counted;
        boolean exact = recorded.strandedFrames() == 0 && recorded.refusedFrames() == 0 && fedAhead == 0;
        boolean same = exact ? now.equals(recorded) : now.withoutBytes().equals(recorded.withoutBytes());
        if (!same) {
            disagreements.add("since the last checkpoint: recorded " + recorded + ", now " + now);
        }
    }
}
