package io.netvscd.replay.whatif;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;

/**
 * Frames that passed between two checkpoints of a record.
 *
 * @param toPlace   of the later checkpoint among what happens at its instant
 * @param sent      by the stack
 * @param arrived   for the guest
 * @param receiving when the guest could receive what arrived
 */
public record Traffic(
        String nic,
        long fromNs,
        long toNs,
        long toPlace,
        long sent,
        long sentBytes,
        long arrived,
        long arrivedBytes,
        Windows receiving) {
    /** Where frames went in a run. */
    static final class Tally {
        private long onVf;
        private long early;
        private long onSynthetic;
        private long noWay;
        private long notTaken;
        private long byVf;
        private long bySynthetic;
        private long lostInbound;

        /**
         * @param host where the host delivered meanwhile
         */
        void sent(Checkpoint before, Checkpoint after, DataPath host) {
            long vf = after.vf().txFrames() - before.vf().txFrames();
            onVf += vf;
            early += host == DataPath.VF ? 0 : vf;
            onSynthetic += after.synthetic().txFrames() - before.synthetic().txFrames();
            noWay += after.master().dropped() - before.master().dropped();
        }

        void arrived(Checkpoint before, Checkpoint after) {
            long dropped = after.vf().dropped() - before.vf().dropped() + after.synthetic().dropped() - before.synthetic().dropped();
            byVf += after.vf().rxFrames() - before.vf().rxFrames();
            bySynthetic += after.synthetic().rxFrames() - before.synthetic().rxFrames();
            lostInbound += dropped;
        }

        void lostOnTheWay(long frames) {
            lostInbound += frames;
        }

        void notTaken(long frames) {
            notTaken += frames;
        }

        /** What it came to. */
        Figures figures() {
            return new Figures(onVf, early, onSynthetic, noWay, notTaken, byVf, bySynthetic, lostInbound);
        }
    }

    /**
     * Where frames went.
     *
     * @param onVf        left on the VF
     * @param early       of those, while the host still (or again) delivered on the synthetic path: a real one may lose them
     * @param onSynthetic left on the synthetic path
     * @param noWay       found no way out and are lost
     * @param notTaken    never entered, since the NIC was closed
     * @param byVf        arrived on the VF
     * @param bySynthetic arrived on the synthetic path
     * @param lostInbound arrived for the guest where nobody received, or at a NIC that was closed
     */
    public record Figures(
            long onVf, long early, long onSynthetic, long noWay, long notTaken, long byVf, long bySynthetic, long lostInbound) {
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Figures plus(Figures other) {
            return new Figures(onVf + other.onVf, early + other.early, onSynthetic + other.onSynthetic, noWay + other.noWay,
                    notTaken + other.notTaken, byVf + other.byVf, bySynthetic + other.bySynthetic, lostInbound + other.lostInbound);
        }

        /** Frames that are lost for certain. */
        public long lost() {
            return noWay + lostInbound;
        }
    }
}
