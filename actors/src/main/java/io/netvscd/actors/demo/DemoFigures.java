package io.netvscd.actors.demo;

/** What the demonstration measured. */
public final class DemoFigures {
    long records;
    double toVfMs;
    double backToVfMs;
    double fallBackMs;
    int firstAtRisk;
    int lastAtRisk;
    private int sent;
    private int returned;
    private int lostAtRisk;
    private int duplicates;
    private int reordered;

    void take(NumberedTraffic traffic) {
        sent = traffic.sent();
        returned = traffic.returned();
        lostAtRisk = traffic.missing(firstAtRisk, lastAtRisk);
        duplicates = traffic.duplicates();
        reordered = traffic.reordered();
    }

    /** Transitions in the journal. */
    public long records() {
        return records;
    }

    /** From the VF's being ready to its carrying traffic, the first time. */
    public double toVfMs() {
        return toVfMs;
    }

    /** The same, the second time. */
    public double backToVfMs() {
        return backToVfMs;
    }

    /** From the VF's death to the synthetic path's carrying its traffic. */
    public double fallBackMs() {
        return fallBackMs;
    }

    public int sent() {
        return sent;
    }

    public int returned() {
        return returned;
    }

    /** Frames that were in the VF's rings when it was yanked, and those that its driver still put there. */
    public int lostInVf() {
        return lostAtRisk;
    }

    /** What the VF's transmit ring has room for. */
    public int ringFrames() {
        return PretendVf.RING_FRAMES;
    }

    /** Frames lost at any other moment; there must be none. */
    public int lostElsewhere() {
        return sent - returned - lostAtRisk;
    }

    public int duplicates() {
        return duplicates;
    }

    public int reordered() {
        return reordered;
    }

    /** Whether everything went as it must. */
    public boolean asPromised() {
        return sent > 0 && lostAtRisk <= 2 * PretendVf.RING_FRAMES && lostElsewhere() == 0 && duplicates == 0;
    }
}
