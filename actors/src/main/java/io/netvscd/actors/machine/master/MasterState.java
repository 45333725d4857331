package io.netvscd.actors.machine.master;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.List;

/**
 * What a master knows. Its {@linkplain #phase phase} is derived, so it can contradict nothing.
 *
 * @param facts     the NIC's configuration, null before the first start
 * @param settings  admin state, MTU, MAC and receive mode of the NIC as the system set them
 * @param synthetic the channel, or the netdev that stands in for it
 * @param vf        the VF taken, null while there is none
 * @param spares    other VFs of this NIC, which wait
 * @param path      the two ends' data paths and what is under way between them
 * @param told      what others were told last
 * @param backoff   the pause after a switch that failed
 * @param flaps     what is remembered of departures from the VF
 */
public record MasterState(
        String nic,
        NicFacts facts,
        Life life,
        VfSettings settings,
        Synthetic synthetic,
        Slave vf,
        List<Slave> spares,
        Path path,
        Told told,
        Backoff backoff,
        Flaps flaps) {
    /** Whether the owner works at all. */
    enum Life {
        IDLE,
        RUNNING,
        STOPPING,
        STOPPED
    }

    /**
     * The synthetic side.
     *
     * @param allocated the host has associated a VF with this incarnation (NVSP 128)
     */
    record Synthetic(long incarnation, boolean open, String nvsp, boolean linkUp, boolean allocated, int serial) {
        static final Synthetic NONE = new Synthetic(0, false, "", true, false, 0);
    }

    /**
     * Where frames leave, and what is under way.
     *
     * @param inUse          what the datapath sends on
     * @param ordered        what it was last told to send on
     * @param unacknowledged orders that it has not answered
     * @param host           what the host steers to, as far as can be known
     * @param asked          the switch that the host has not answered, else null
     * @param unwanted       that switch is no longer wanted
     * @param hostUnsure     the host left a switch unanswered: it may be where {@code host} says, or not
     */
    record Path(
            DataPath inUse,
            DataPath ordered,
            int unacknowledged,
            DataPath host,
            DataPath asked,
            boolean unwanted,
            boolean hostUnsure) {
        static final Path SYNTHETIC =
                new Path(DataPath.SYNTHETIC, DataPath.SYNTHETIC, 0, DataPath.SYNTHETIC, null, false, false);

        /** The host is known to steer to the VF. */
        boolean hostSurelyOnVf() {
            return host == DataPath.VF && !hostUnsure;
        }

        boolean atRest() {
            return asked == null && unacknowledged == 0;
        }
    }

    /** What the channel and the datapath were told last. */
    record Told(boolean receiveOpen, boolean receivePromiscuous, boolean masterOpen) {
        static final Told NOTHING = new Told(false, false, false);
    }

    /**
     * The pause after a failure.
     *
     * @param running    no switch to the VF is tried
     * @param failures   in a row
     * @param generation of its timer
     */
    record Backoff(boolean running, int failures, long generation) {
        static final Backoff NONE = new Backoff(false, 0, 0);
    }

    /**
     * Departures from the VF.
     *
     * @param penalty    {@value #PER_DEPARTURE} for each, halved with each half-life
     * @param damped     there were too many: the VF is not used
     * @param generation of the timer that halves it
     */
    record Flaps(int penalty, boolean damped, long generation) {
        static final int PER_DEPARTURE = 1_000;
        static final Flaps NONE = new Flaps(0, false, 0);
    }

    static MasterState idle(String nic) {
        return new MasterState(nic, null, Life.IDLE, null, Synthetic.NONE, null, List.of(), Path.SYNTHETIC, Told.NOTHING,
                Backoff.NONE, Flaps.NONE);
    }

    static MasterState begun(NicFacts facts, Backoff earlier, Flaps remembered) {
        VfSettings settings = new VfSettings(false, facts.mtu(), facts.permanentMac(), false);
        Backoff backoff = new Backoff(false, 0, earlier.generation());
        Flaps flaps = new Flaps(0, false, remembered.generation());
        return new MasterState(facts.nic(), facts, Life.RUNNING, settings, Synthetic.NONE, null, List.of(), Path.SYNTHETIC,
                Told.NOTHING, backoff, flaps);
    }

    /** Where the data path is, or is going. */
    public MasterPhase phase() {
        if (path.ordered == DataPath.VF) {
            return path.inUse == DataPath.VF ? MasterPhase.VF : MasterPhase.SWITCHING_TO_VF;
        }
        if (path.inUse == DataPath.VF || path.unacknowledged > 0 || path.asked == DataPath.SYNTHETIC || path.unwanted) {
            return MasterPhase.SWITCHING_TO_SYNTHETIC;
        }
        return path.asked == DataPath.VF ? MasterPhase.SWITCHING_TO_VF : MasterPhase.SYNTHETIC;
    }

    /** Whether everything that is needed for the VF to carry is there. */
    boolean wishesVf() {
        return life == Life.RUNNING
                && settings.adminUp()
                && synthetic.open
                && (hostless() || synthetic.allocated)
                && vf != null
                && vf.ready()
                && vf.attached()
                && !vf.departing()
                && !backoff.running
                && !flaps.damped;
    }

    boolean hostless() {
        return facts != null && facts.hostless();
    }

    /** The system's own view of the NIC: open when it is up and its link is. */
    boolean masterOpen() {
        return life == Life.RUNNING && settings.adminUp() && synthetic.linkUp;
    }

    /** Whether the VF comes and goes so often that it is not used. */
    public boolean damped() {
        return flaps.damped;
    }

    /** Whether its owner has nothing left to do after a stop. */
    public boolean stopped() {
        return life == Life.STOPPED;
    }

    MasterState withLife(Life next) {
        return new MasterState(nic, facts, next, settings, synthetic, vf, spares, path, told, backoff, flaps);
    }

    MasterState withSettings(VfSettings next) {
        return new MasterState(nic, facts, life, next, synthetic, vf, spares, path, told, backoff, flaps);
    }

    MasterState withSynthetic(Synthetic next) {
        return new MasterState(nic, facts, life, settings, next, vf, spares, path, told, backoff, flaps);
    }

    MasterState withVf(Slave next) {
        return new MasterState(nic, facts, life, settings, synthetic, next, spares, path, told, backoff, flaps);
    }

    MasterState withSpares(List<Slave> next) {
        return new MasterState(nic, facts, life, settings, synthetic, vf, List.copyOf(next), path, told, backoff, flaps);
    }

    MasterState withPath(Path next) {
        return new MasterState(nic, facts, life, settings, synthetic, vf, spares, next, told, backoff, flaps);
    }

    MasterState withTold(Told next) {
        return new MasterState(nic, facts, life, settings, synthetic, vf, spares, path, next, backoff, flaps);
    }

    MasterState withFlaps(Flaps next) {
        return new MasterState(nic, facts, life, settings, synthetic, vf, spares, path, told, backoff, next);
    }

    MasterState withBackoff(Backoff next) {
        return new MasterState(nic, facts, life, settings, synthetic, vf, spares, path, told, next, flaps);
    }
}
