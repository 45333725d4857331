package io.netvscd.replay.sim;

import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.actors.machine.vf.VfPhase;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.OwnerId;

/**
 * No frame goes out on a VF while the master is down, before the VF's takeover, or after its departure began. A move away
 * from the VF waits for no disk: what the owners have decided must be so in the datapath before time moves on.
 */
final class VfUse {
    private final VirtualWorld world;
    private final VirtualNic nic;

    VfUse(VirtualWorld world, VirtualNic nic) {
        this.world = world;
        this.nic = nic;
    }

    String broken() {
        VirtualDaemon daemon = world.daemon();
        if (daemon == null || daemon.paused() || nic.unsettled() || nic.path() != DataPath.VF) {
            return null;
        }
        if (world.kernel().goesDown(nic.ifindexAttached())) {
            return "the path is the VF's after the VF said that it goes";
        }
        MasterState master = (MasterState) daemon.owners().of(OwnerId.master(nic.setup().name())).state();
        if (!master.settings().adminUp()) {
            return "the path is the VF's while the master is down";
        }
        VfState vf = (VfState) daemon.owners().of(OwnerId.vf(nic.setup().name(), nic.vfAttached())).state();
        boolean taken = vf.phase() == VfPhase.STANDBY || vf.phase() == VfPhase.ACTIVE;
        return taken ? null : "the path is the VF's while the VF is " + Observations.word(vf.phase());
    }
}
