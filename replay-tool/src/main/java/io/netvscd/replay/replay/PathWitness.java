package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.port.Burst;
import io.netvscd.replay.blackbox.KeptFrame;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Holds what becomes of each replayed frame against what the black box says became of it. */
final class PathWitness implements FrameWitness {
    /** Of one interval; the others are counted. */
    private static final int SHOWN_MAX = 3;

    private final Map<Long, KeptFrame> expected = new HashMap<>();
    private final Disagreements disagreements;
    private long compared;
    private int different;

    PathWitness(Disagreements disagreements) {
        this.disagreements = disagreements;
    }

    /** The records that the next frames are compared with; those that did not turn up before are told of. */
    void expect(Interval interval) {
        expected.clear();
        different = 0;
        for (Interval.Stretch stretch : interval.stretches().values()) {
            stretch.kept().forEach(kept -> expected.put(Interval.name(stretch.ring(), kept.frame().number()), kept));
        }
    }

    /** The interval is over: every frame must have gone somewhere. */
    void settle() {
        for (KeptFrame kept : expected.values()) {
            differ(kept, "went nowhere");
        }
        expected.clear();
        if (different > SHOWN_MAX) {
            disagreements.add("frame", different + " frames between these checkpoints took the paths in the black box",
                    "all of them went another way; the first " + SHOWN_MAX + " are shown", null);
        }
    }

    /** Frames compared so far. */
    long compared() {
        return compared;
    }

    @Override
    public void left(Burst burst, int from, int to, DataPath path) {
        compare(burst, from, to, path == DataPath.VF ? Fate.LEFT_ON_VF : Fate.LEFT_ON_SYNTHETIC);
    }

    @Override
    public void foundNoWay(Burst burst, int from, int to) {
        compare(burst, from, to, Fate.DROPPED);
    }

    @Override
    public void arrived(Burst burst, DataPath path, int delivered) {
        compare(burst, 0, delivered, Fate.DELIVERED);
        compare(burst, delivered, burst.size, Fate.DROPPED);
    }

    @Override
    public void fellBack(Checkpoint checkpoint) {
        // The replica counts these.
    }

    @Override
    public void obeyed(Checkpoint checkpoint) {
        // The words are the replica's own.
    }

    private void compare(Burst burst, int from, int to, Fate now) {
        if (expected.isEmpty()) {
            return;
        }
        for (int i = from; i < to; i++) {
            KeptFrame kept = burst.cookie[i] == Interval.UNKNOWN ? null : expected.remove(burst.cookie[i]);
            if (kept != null) {
                compared++;
                if (kept.frame().fate() != now) {
                    differ(kept, words(now));
                }
            }
        }
    }

    private void differ(KeptFrame kept, String now) {
        different++;
        if (different <= SHOWN_MAX) {
            BlackBoxFrame frame = kept.frame();
            disagreements.add("frame", "a frame of " + frame.length() + " octets that entered at the "
                    + frame.ring().name().toLowerCase(Locale.ROOT) + " port " + words(frame.fate()), now, kept.source());
        }
    }

    private static String words(Fate fate) {
        return fate == Fate.DELIVERED || fate == Fate.DROPPED ? "was " + fate.name().toLowerCase(Locale.ROOT)
                : fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
