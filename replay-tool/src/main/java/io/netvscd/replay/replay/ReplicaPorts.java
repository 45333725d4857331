package io.netvscd.replay.replay;

import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.replay.blackbox.KeptFrame;
import java.util.ArrayList;
import java.util.List;

/** The ports of a replayed NIC: opened and closed as the recorded orders say, refusing as many frames as were refused then. */
final class ReplicaPorts {
    private static final byte[][] NO_FRAMES = {};

    private final FrameMemory syntheticMemory;
    private final FrameMemory vfMemory;
    private final ReplayPort master;
    private ReplayPort vf;
    private ReplayPort synthetic;

    /**
     * @param keptFrames whether there are any whose beginnings are known
     */
    ReplicaPorts(boolean keptFrames) {
        syntheticMemory = keptFrames ? new FrameMemory() : FrameMemory.BLANK;
        vfMemory = keptFrames ? new FrameMemory() : FrameMemory.BLANK;
        master = new ReplayPort("replayed master", keptFrames ? new FrameMemory() : FrameMemory.BLANK);
    }

    ReplayPort master() {
        return master;
    }

    /** Null while none is attached. */
    ReplayPort vf() {
        return vf;
    }

    /** Null while none is attached. */
    ReplayPort synthetic() {
        return synthetic;
    }

    /**
     * The next frames are these, as far as they go.
     *
     * @param passedBy so many of the master's come first that passed the forwarding core by
     */
    void expect(Interval kept, long passedBy) {
        master.expect(kept.stretch(Ring.MASTER), 0, passedBy);
        if (vf != null) {
            vf.expect(kept.stretch(Ring.VF), 0, 0);
        }
        if (synthetic != null) {
            synthetic.expect(kept.stretch(Ring.SYNTHETIC), 0, 0);
        }
    }

    /** Where the counters say that frames ended on their way, ports refuse as many. */
    void acceptAsCounted(Flow flow, Interval kept) {
        if (flow.refusedFrames() > 0) {
            acceptOnMaster(flow.master().rxFrames(), kept);
        }
        if (flow.strandedFrames() > 0) {
            acceptOnSynthetic(flow.synthetic().txFrames(), kept);
        }
    }

    /** Refuses the frames that the black box says were refused. */
    void acceptAsKept(Interval kept) {
        acceptOnMaster(Acceptance.ALL_OTHERS, kept);
        acceptOnSynthetic(Acceptance.ALL_OTHERS, kept);
    }

    void acceptAll() {
        master.takeAll();
        giveOneByOne(false, master, vf, synthetic);
        if (vf != null) {
            vf.takeAll();
        }
        if (synthetic != null) {
            synthetic.takeAll();
        }
    }

    /** The control word, or null where the recorded edge could not even make one (a port that did not open). */
    ControlWord word(DatapathOrder order, boolean changed) {
        if (order instanceof DatapathOrder.AttachSyntheticPort) {
            if (!changed) {
                return null;
            }
            synthetic = new ReplayPort("replayed synthetic port", syntheticMemory);
            return new ControlWord.AttachSynthetic(synthetic);
        } else if (order instanceof DatapathOrder.DetachSyntheticPort) {
            synthetic = null;
            return new ControlWord.DetachSynthetic();
        } else if (order instanceof DatapathOrder.AttachVfPort attach) {
            if (!changed) {
                return null;
            }
            vf = new ReplayPort("replayed VF port", vfMemory);
            return new ControlWord.AttachVf(attach.vf(), attach.generation(), vf);
        } else if (order instanceof DatapathOrder.DetachVfPort detach) {
            vf = changed ? null : vf;
            return new ControlWord.DetachVf(detach.vf(), detach.generation());
        } else if (order instanceof DatapathOrder.UseDataPath use) {
            return new ControlWord.UsePath(use.path(), use.vf(), use.generation());
        } else if (order instanceof DatapathOrder.OpenMaster open) {
            return new ControlWord.SetMaster(open.up());
        } else if (order instanceof DatapathOrder.ResetDatapath) {
            vf = null;
            synthetic = null;
            return new ControlWord.Reset();
        }
        return order instanceof DatapathOrder.AnnouncePeers && changed ? new ControlWord.Announce(NO_FRAMES) : null;
    }

    private void acceptOnMaster(long frames, Interval kept) {
        List<KeptFrame> arrived = new ArrayList<>(kept.stretch(Ring.VF).kept());
        arrived.addAll(kept.stretch(Ring.SYNTHETIC).kept());
        master.take(new Acceptance(frames, arrived), Port.Health.BUSY);
        giveOneByOne(true, vf, synthetic);
    }

    private void acceptOnSynthetic(long frames, Interval kept) {
        if (synthetic != null) {
            List<KeptFrame> there = kept.stretch(Ring.MASTER).kept().stream()
                    .filter(each -> each.frame().fate() != Fate.LEFT_ON_VF).toList();
            synthetic.take(new Acceptance(frames, there), Port.Health.FAILED);
        }
        giveOneByOne(true, master);
    }

    private static void giveOneByOne(boolean single, ReplayPort... ports) {
        for (ReplayPort port : ports) {
            if (port != null) {
                port.giveOneByOne(single);
            }
        }
    }
}
