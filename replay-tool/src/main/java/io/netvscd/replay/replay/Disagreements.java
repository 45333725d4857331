package io.netvscd.replay.replay;

import java.util.ArrayList;
import java.util.List;

/** What came out differently in one step of a replayed datapath. */
final class Disagreements {
    /**
     * One of them.
     *
     * @param aspect   datapath or frame
     * @param recorded null where the checkpoint itself is what was recorded
     * @param source   where it is recorded, null for the transition itself
     */
    record Disagreement(String aspect, String recorded, String now, String source) {
    }

    private final List<Disagreement> found = new ArrayList<>();

    void add(String now) {
        add("datapath", null, now, null);
    }

    void add(String aspect, String recorded, String now, String source) {
        found.add(new Disagreement(aspect, recorded, now, source));
    }

    /** Takes what was found so far out. */
    List<Disagreement> take() {
        List<Disagreement> taken = List.copyOf(found);
        found.clear();
        return taken;
    }
}
