package io.netvscd.replay.blackbox;

import io.netvscd.datapath.blackbox.BlackBoxDecision;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What black boxes kept of one NIC in one life of the daemon: its frames by where they entered, and what the datapath decided. */
public final class RecordedFrames {
    /** Nothing was kept. */
    public static final RecordedFrames NONE = new RecordedFrames(List.of());

    private final Map<Ring, TreeMap<Long, KeptFrame>> rings = new EnumMap<>(Ring.class);
    private final List<BlackBoxDecision> decisions;

    RecordedFrames(Collection<KeptFrame> records) {
        for (KeptFrame kept : records) {
            rings.computeIfAbsent(kept.frame().ring(), ring -> new TreeMap<>()).put(kept.frame().number(), kept);
        }
        decisions = ring(Ring.DECISIONS).values().stream().map(kept -> BlackBoxDecision.of(kept.frame())).toList();
    }

    public boolean isEmpty() {
        return rings.isEmpty();
    }

    /** The frames {@code after + 1 .. upTo} of a ring, as many of them as were kept, in order. */
    public List<KeptFrame> between(Ring ring, long after, long upTo) {
        return after >= upTo ? List.of() : List.copyOf(ring(ring).subMap(after, false, upTo, true).values());
    }

    /** The number of the last frame of a ring, 0 where none was kept. */
    public long last(Ring ring) {
        return ring(ring).isEmpty() ? 0 : ring(ring).lastKey();
    }

    /** What the datapath decided, in order. */
    public List<BlackBoxDecision> decisions() {
        return decisions;
    }

    private TreeMap<Long, KeptFrame> ring(Ring ring) {
        return rings.getOrDefault(ring, new TreeMap<>());
    }
}
