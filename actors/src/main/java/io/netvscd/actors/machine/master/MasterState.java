package io.netvscd.actors.machine.master;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a master knows. Its {@linkplain #phase phase} is derived, so it can contradict nothing.
 *
 * @param facts     the NIC's configuration, null before the first start
 * @param settings  admin state, MTU, MAC and receive mode of the NIC as the system set them
 * @param synthetic the channel, or the netdev that stands in for it
 * @param vf        the VF taken, null while there is none
 * @param spares    other VFs of this NIC, which wait
 * @param guest     the guest's end of the data path
 * @param host      the host's end of it
 * @param told      what others were told last
 * @param backoff   the pause after a switch that failed
 * @param flaps     what is remembered of departures from the VF
 * @param alarms    what slows the NIC down in silence
 */
public record MasterState(
        String nic,
        NicFacts facts,
        Life life,
        VfSettings settings,
        Synthetic synthetic,
        Slave vf,
        List<Slave> spares,
        GuestPath guest,
        HostPath host,
        Told told,
        Backoff backoff,
        Flaps flaps,
        Alarms alarms) {
    /** Whether the owner works at all. */
    enum Life {
        IDLE,
        RUNNING,
        STOPPING,
        STOPPED
    }

    public MasterState {
        spares = List.copyOf(spares);
    }

    static MasterState idle(String nic) {
        return new MasterState(nic, null, Life.IDLE, null, Synthetic.NONE, null, List.of(), GuestPath.SYNTHETIC,
                HostPath.SYNTHETIC, Told.NOTHING, Backoff.NONE, Flaps.NONE, Alarms.NONE);
    }

    /** A new life: of this one only the generations of timers and the numbers of resets are kept. */
    MasterState begun(NicFacts configured) {
        VfSettings down = new VfSettings(false, configured.mtu(), configured.permanentMac(), false);
        return new MasterState(configured.nic(), configured, Life.RUNNING, down, Synthetic.NONE, null, List.of(),
                guest.begun(), HostPath.SYNTHETIC, Told.NOTHING, backoff.forgiven(), flaps.forgotten(),
                alarms.forgotten());
    }

    /** Where the data path is, or is going. */
    public MasterPhase phase() {
        if (guest.ordered() == DataPath.VF) {
            return guest.inUse() == DataPath.VF ? MasterPhase.VF : MasterPhase.SWITCHING_TO_VF;
        }
        if (guest.inUse() == DataPath.VF || guest.unacknowledged() > 0 || host.asked() == DataPath.SYNTHETIC
                || host.unwanted()) {
            return MasterPhase.SWITCHING_TO_SYNTHETIC;
        }
        return host.asked() == DataPath.VF ? MasterPhase.SWITCHING_TO_VF : MasterPhase.SYNTHETIC;
    }

    /** Whether nothing is under way at either end of the path. */
    boolean atRest() {
        return host.request() == null && guest.unacknowledged() == 0;
    }

    /** Whether everything that is needed for the VF to carry is there. */
    boolean wishesVf() {
        return life == Life.RUNNING
                && settings.adminUp()
                && synthetic.open()
                && (hostless() || synthetic.allocated())
                && vf != null
                && vf.ready()
                && vf.attached()
                && !vf.departing()
                && !backoff.running()
                && !flaps.damped();
    }

    /** What keeps frames off the VF, in words; empty when nothing does. */
    String whyNotVf() {
        if (!synthetic.open()) {
            return "the channel is not open";
        } else if (vf == null) {
            return "there is no VF";
        } else if (!vf.ready()) {
            return vf.whyNot();
        } else if (!hostless() && !synthetic.allocated()) {
            return "the host has not associated it";
        } else if (flaps.damped()) {
            return "it came and went too often";
        } else if (!vf.attached()) {
            return "its port cannot be opened";
        }
        return backoff.running() ? "the host did not switch, or switched back (" + backoff.failures() + " times in a row)" : "";
    }

    /** What an operator should know of the NIC: alarms, and what does not fit together. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        alarms.suspicions().values().stream().map(Alarms.Suspicion::text).filter(text -> !text.isEmpty())
                .forEach(warnings::add);
        if (flaps.damped()) {
            warnings.add(flaps.words(facts));
        }
        String slot = vf == null ? "" : vf.netdev().slot();
        if (synthetic.allocated() && !slot.isEmpty() && !synthetic.hasAssociated(slot)) {
            warnings.add("the VF " + vf.netdev().name() + " is in slot " + slot + ", the host associated serial " + synthetic.slot());
        }
        return List.copyOf(warnings);
    }

    /** Departures from the VF in an hour, if it went on as it has lately. */
    public long flapsPerHour() {
        return facts == null ? 0 : flaps.perHour(facts.flapHalfLifeMs());
    }

    /**
     * The one to take of those that wait, null where none does: the VF that the host has associated, whose slot has the name of its
     * serial; where none of them is that, the one that has been on the machine longest. Which was heard of first is chance.
     */
    Slave nextSpare() {
        return spares.stream().min(precedence()).orElse(null);
    }

    /** Whether one that waits goes before the one taken, which stays: a life that began now would take that one. */
    public boolean anotherGoesFirst() {
        return vf != null && !vf.departing() && !spares.isEmpty() && precedence().compare(nextSpare(), vf) < 0;
    }

    /** Whether that one is to be taken in its place: always where it alone is the host's, else until the other is received from. */
    boolean exchangesVf() {
        return anotherGoesFirst() && (!vf.attached() || isAssociated(nextSpare()) && !isAssociated(vf));
    }

    private Comparator<Slave> precedence() {
        return Comparator.comparing((Slave any) -> !isAssociated(any)).thenComparing(any -> any.netdev().ifindex());
    }

    private boolean isAssociated(Slave any) {
        return synthetic.hasAssociated(any.netdev().slot());
    }

    boolean hostless() {
        return facts != null && facts.hostless();
    }

    /** The system's own view of the NIC: open when it is up and its link is. */
    boolean masterOpen() {
        return life == Life.RUNNING && settings.adminUp() && synthetic.linkUp();
    }

    /** Of the VF that the host's latest association on this channel named; 0 before the first. */
    public int serial() {
        return synthetic.serial();
    }

    /** Whether the VF comes and goes so often that it is not used. */
    public boolean damped() {
        return flaps.damped();
    }

    /** Whether its owner has nothing left to do after a stop. */
    public boolean stopped() {
        return life == Life.STOPPED;
    }

    /** A copy whose parts can be exchanged. */
    static final class Draft {
        private final String nic;
        private final NicFacts facts;
        Life life;
        VfSettings settings;
        Synthetic synthetic;
        Slave vf;
        List<Slave> spares;
        GuestPath guest;
        HostPath host;
        Told told;
        Backoff backoff;
        Flaps flaps;
        Alarms alarms;

        Draft(MasterState of) {
            nic = of.nic;
            facts = of.facts;
            life = of.life;
            settings = of.settings;
            synthetic = of.synthetic;
            vf = of.vf;
            spares = of.spares;
            guest = of.guest;
            host = of.host;
            told = of.told;
            backoff = of.backoff;
            flaps = of.flaps;
            alarms = of.alarms;
        }

        MasterState done() {
            return new MasterState(
                    nic, facts, life, settings, synthetic, vf, spares, guest, host, told, backoff, flaps, alarms);
        }
    }
}
