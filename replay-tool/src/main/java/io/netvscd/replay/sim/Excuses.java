package io.netvscd.replay.sim;

import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.PciStep;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import java.util.EnumSet;
import java.util.Set;

/** What a step may cost in frames, before it happens. */
final class Excuses {
    private static final Set<HostStep.Verb> UNPLANNED_HOST = EnumSet.of(HostStep.Verb.RESCIND, HostStep.Verb.LINK,
            HostStep.Verb.NETWORK_CHANGE, HostStep.Verb.LIMIT_VERSION, HostStep.Verb.LIMIT_MTU, HostStep.Verb.REFUSE_OID,
            HostStep.Verb.RAW);
    private static final Set<NetdevStep.Verb> UNPLANNED_DEVICE = EnumSet.of(NetdevStep.Verb.UNREGISTER,
            NetdevStep.Verb.DOWN, NetdevStep.Verb.CARRIER, NetdevStep.Verb.RECOVERING, NetdevStep.Verb.FAILED);

    private final VirtualWorld world;

    Excuses(VirtualWorld world) {
        this.world = world;
    }

    void before(TimedStep timed) {
        Step step = timed.step();
        if (step instanceof VfStep vf && vf.verb() == VfStep.Verb.YANK) {
            device(vf.name());
        } else if (step instanceof NetdevStep netdev && UNPLANNED_DEVICE.contains(netdev.verb())) {
            device(netdev.name());
        } else if (step instanceof PciStep pci && pci.verb() == PciStep.Verb.REMOVE) {
            device(pci.name());
        } else if (step instanceof HostStep host && UNPLANNED_HOST.contains(host.verb())
                || step instanceof AdminStep admin && admin.verb() != AdminStep.Verb.PROMISCUOUS) {
            world.nic(timed.nic()).losses().excuse(0);
        } else if (step instanceof SendStep send && send.from() == SendStep.From.VF) {
            sendOn(world.kernel().find(send.name()));
        } else if (step instanceof DaemonStep daemon && daemon.verb() != DaemonStep.Verb.RESTART) {
            world.nics().forEach(nic -> nic.losses().excuse(0));
        }
    }

    /** A device that nobody receives from takes frames all the same. */
    private void sendOn(SimulatedNetdev netdev) {
        for (VirtualNic nic : world.nics()) {
            if (!netdev.isOpen() || !netdev.carries()) {
                nic.losses().excuse(0);
            }
        }
    }

    private void device(String name) {
        SimulatedNetdev netdev = world.kernel().find(name);
        world.nics().forEach(nic -> nic.losing(netdev));
    }
}
