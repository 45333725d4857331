package io.netvscd.datapath.forward;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Port;
import java.util.function.IntConsumer;

/** What a datapath joins: its ports and what each has counted, which VF is attached, which path is in use, whether the master is open. */
final class Ends {
    private final Port master;
    private final EndCounters masterCounters = new EndCounters();
    private final EndCounters vfCounters = new EndCounters();
    private final EndCounters syntheticCounters = new EndCounters();
    private Port synthetic;
    private Port vf;
    private String vfKey = "";
    private long vfGeneration;
    private PassingBy passingBy;
    private DataPath path = DataPath.SYNTHETIC;
    private boolean masterUp;

    Ends(Port master) {
        this.master = master;
    }

    Port master() {
        return master;
    }

    /** The port of a path, null where none is attached. */
    Port port(DataPath side) {
        return side == DataPath.VF ? vf : synthetic;
    }

    /** The path in use. */
    DataPath path() {
        return path;
    }

    boolean isMasterUp() {
        return masterUp;
    }

    /** The VF's frames where they pass the core by, else null. */
    PassingBy passingBy() {
        return passingBy;
    }

    /** The VF that is attached, or was last. */
    String vfKey() {
        return vfKey;
    }

    long vfGeneration() {
        return vfGeneration;
    }

    EndCounters masterCounters() {
        return masterCounters;
    }

    EndCounters counters(DataPath side) {
        return side == DataPath.VF ? vfCounters : syntheticCounters;
    }

    boolean isAttached(String key, long generation) {
        return vf != null && vfKey.equals(key) && vfGeneration == generation;
    }

    /** Whether the VF is in use and can carry nothing. */
    boolean isOnFailedVf() {
        return path == DataPath.VF && vf.health() == Port.Health.FAILED;
    }

    /** Leaves the VF. */
    void fallBack() {
        path = DataPath.SYNTHETIC;
    }

    /** How much of the VF's frames may pass the core by. */
    Passage passage() {
        if (!masterUp) {
            return Passage.CLOSED;
        }
        return path == DataPath.VF ? Passage.CARRYING : Passage.RECEIVING;
    }

    /**
     * The counters as they are; what passes by as far as it was last counted.
     *
     * @param vfUsed whether what has left since then left while the VF was in use
     */
    Checkpoint checkpoint(boolean vfUsed) {
        if (passingBy != null) {
            passingBy.enter(vfUsed, masterUp, masterCounters, vfCounters);
        }
        return new Checkpoint(masterCounters.read(), vfCounters.read(), syntheticCounters.read());
    }

    boolean use(ControlWord.UsePath use) {
        if (use.path() == path || use.path() == DataPath.VF && !isAttached(use.vf(), use.generation())) {
            return false;
        }
        path = use.path();
        return true;
    }

    boolean attach(ControlWord.AttachVf attach) {
        path = DataPath.SYNTHETIC;
        close(vf);
        vf = attach.port();
        passingBy = vf instanceof Bypass bypass ? new PassingBy(bypass) : null;
        vfKey = attach.vf();
        vfGeneration = attach.generation();
        return true;
    }

    boolean detach(ControlWord.DetachVf detach) {
        if (!isAttached(detach.vf(), detach.generation())) {
            return false;
        }
        path = DataPath.SYNTHETIC;
        close(vf);
        vf = null;
        passingBy = null;
        return true;
    }

    boolean attach(ControlWord.AttachSynthetic attach) {
        close(synthetic == attach.port() ? null : synthetic);
        synthetic = attach.port();
        return true;
    }

    boolean detachSynthetic() {
        boolean attached = synthetic != null;
        close(synthetic);
        synthetic = null;
        return attached;
    }

    boolean set(ControlWord.SetMaster set) {
        boolean changed = masterUp != set.up();
        masterUp = set.up();
        return changed;
    }

    /** Closes the master and lets go of both paths. */
    boolean reset() {
        boolean changed = masterUp || vf != null || synthetic != null;
        masterUp = false;
        path = DataPath.SYNTHETIC;
        letGo();
        return changed;
    }

    /** As {@link io.netvscd.datapath.port.Pollable#descriptors}. */
    void descriptors(IntConsumer each) {
        name(master, each);
        name(synthetic, each);
        name(vf, each);
    }

    private static void name(Port port, IntConsumer each) {
        if (port != null && port.fileDescriptor() >= 0) {
            each.accept(port.fileDescriptor());
        }
    }

    /** As {@link io.netvscd.datapath.port.Pollable#acknowledgeErrors}. */
    void acknowledgeErrors() {
        master.acknowledgeError();
        if (synthetic != null) {
            synthetic.acknowledgeError();
        }
        if (vf != null) {
            vf.acknowledgeError();
        }
    }

    /** Closes every port, the master's last. */
    void close() {
        letGo();
        master.close();
    }

    private void letGo() {
        close(vf);
        close(synthetic);
        vf = null;
        passingBy = null;
        synthetic = null;
    }

    private static void close(Port port) {
        if (port != null) {
            port.close();
        }
    }
}
