package io.netvscd.replay.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;

/**
 * What passed between two checkpoints.
 *
 * @param master what the stack sent and was given
 */
record Flow(PortCounters master, PortCounters vf, PortCounters synthetic) {
    static Flow between(Checkpoint earlier, Checkpoint later) {
        return new Flow(
                Counters.minus(later.master(), earlier.master()),
                Counters.minus(later.vf(), earlier.vf()),
                Counters.minus(later.synthetic(), earlier.synthetic()));
    }

    /** Frames of the master that found no way out. */
    long strandedFrames() {
        return master.txFrames() - vf.txFrames() - synthetic.txFrames();
    }

    /** Frames that arrived and that the open master did not take. */
    long refusedFrames() {
        return vf.rxFrames() + synthetic.rxFrames() - vf.dropped() - synthetic.dropped() - master.rxFrames();
    }

    /** Whether a counter went backwards, which no datapath's do. */
    boolean runsBackwards() {
        return runsBackwards(master) || runsBackwards(vf) || runsBackwards(synthetic);
    }

    /** The same in frames alone. */
    Flow withoutBytes() {
        return new Flow(frames(master), frames(vf), frames(synthetic));
    }

    @Override
    public String toString() {
        return "master " + words(master) + ", VF " + words(vf) + ", synthetic " + words(synthetic);
    }

    private static PortCounters frames(PortCounters counters) {
        return new PortCounters(counters.txFrames(), 0, counters.rxFrames(), 0, counters.dropped());
    }

    private static String words(PortCounters counters) {
        return "tx " + counters.txFrames() + '/' + counters.txBytes() + " rx " + counters.rxFrames() + '/'
                + counters.rxBytes() + " dropped " + counters.dropped();
    }

    private static boolean runsBackwards(PortCounters counters) {
        return counters.txFrames() < 0 || counters.txBytes() < 0 || counters.rxFrames() < 0
                || counters.rxBytes() < 0 || counters.dropped() < 0;
    }
}
