package io.netvscd.replay.sim;

import io.netvscd.actors.machine.channel.ChannelPhase;
import io.netvscd.actors.machine.master.MasterPhase;
import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.actors.machine.vf.VfPhase;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.actors.machine.watcher.VfSighting;
import io.netvscd.actors.machine.watcher.WatcherState;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.host.HostStatus;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What guest, host and machine must agree on when a NIC is at rest. */
final class Agreement {
    private final VirtualWorld world;
    private final VirtualNic nic;

    Agreement(VirtualWorld world, VirtualNic nic) {
        this.world = world;
        this.nic = nic;
    }

    /** The guest's and the host's view of the data path. */
    String paths() {
        MasterPhase phase = phase();
        DataPath host = nic.host().path();
        boolean agree = phase == MasterPhase.VF && host == DataPath.VF
                || phase == MasterPhase.SYNTHETIC && host == DataPath.SYNTHETIC;
        return agree && nic.path() == host ? null : "the master is " + Observations.word(phase) + ", the datapath on "
                + nic.path().word() + ", the host on " + host.word();
    }

    /** The master's carrier is what the host says of the link. */
    String link() {
        return channel() != ChannelPhase.OPEN || nic.tap().carrier() == nic.host().status().linkUp() ? null
                : "the master's carrier is not the host's link";
    }

    /** The master looks for the VF that the host means. */
    String serial() {
        return channel() != ChannelPhase.OPEN || !nic.hostToldOfVf() || master().serial() == nic.serialGiven() ? null
                : "the master goes by serial " + master().serial() + ", the host has associated " + nic.serialGiven();
    }

    /** The VFs that the watcher knows of are there. */
    String known() {
        WatcherState watcher = (WatcherState) world.daemon().owners().of(OwnerId.WATCHER).state();
        for (Map.Entry<Integer, VfSighting> each : watcher.vfs().entrySet()) {
            if (each.getValue().nic().equals(nic.setup().name()) && world.kernel().byIfindex(each.getKey()) == null) {
                return "the watcher knows of a VF that is gone: " + each.getValue().vf();
            }
        }
        return null;
    }

    /** The path is the VF's exactly when all that it needs is there. */
    String level() {
        List<VfState> slaves = slaves();
        if (slaves.size() > 1) {
            return slaves.size() + " VFs are joined";
        }
        if (slaves.isEmpty()) {
            return waitsInVain();
        }
        SimulatedNetdev vf = world.kernel().byIfindex(slaves.get(0).netdev().ifindex());
        if (vf == null) {
            return "a VF is joined whose device is gone";
        }
        if (!vf.permanentMac().equals(nic.setup().mac())) {
            return "a device of another address is joined";
        }
        if (vf.dead() || vf.serviceUnclear() || damped()) {
            return null;
        }
        String missing = missing(vf);
        boolean onVf = phase() == MasterPhase.VF;
        if (!onVf && !isHosts(vf) && hostsIsThere()) {
            return "a VF is joined that is not the host's, which is there";
        }
        if (onVf == missing.isEmpty()) {
            return null;
        }
        return onVf ? "the path is the VF's, but " + missing
                : "the path is synthetic, though nothing is missing for the VF";
    }

    /** The master's settings are the system's, and the VF's are the master's. */
    String settings() {
        VfSettings master = master().settings();
        if (!master.equals(nic.tap().settings())) {
            return "the master has other settings than the system set";
        }
        for (VfState slave : slaves()) {
            SimulatedNetdev vf = world.kernel().byIfindex(slave.netdev().ifindex());
            boolean follows = slave.phase() == VfPhase.STANDBY || slave.phase() == VfPhase.ACTIVE;
            if (vf != null && follows && slave.warnings().stream().noneMatch(Agreement::explains)) {
                String differs = differs(vf, master);
                if (!differs.isEmpty()) {
                    return "the VF has another " + differs + " than the master";
                }
            }
        }
        return null;
    }

    /** What the kernel refuses, or somebody means to be otherwise, is told and left so. */
    private static boolean explains(String warning) {
        return warning.contains("refused") || warning.contains("left so") || warning.equals("set down, not by its master");
    }

    private String differs(SimulatedNetdev vf, VfSettings master) {
        List<String> differing = new ArrayList<>();
        if (vf.netdev().up() != master.adminUp()) {
            differing.add("admin state");
        }
        if (vf.mtu() != master.mtu()) {
            differing.add("MTU");
        }
        if (!vf.netdev().mac().equals(master.mac())) {
            differing.add("address");
        }
        if (vf.netdev().promiscuous() != master.promiscuous()) {
            differing.add("receive mode");
        }
        return String.join(", ", differing);
    }

    /** What the VF lacks, empty where it lacks nothing. */
    private String missing(SimulatedNetdev vf) {
        HostStatus host = nic.host().status();
        List<String> missing = new ArrayList<>();
        if (!host.rndisUp() || channel() != ChannelPhase.OPEN) {
            missing.add("the channel is not open");
        }
        if (!nic.tap().up()) {
            missing.add("the master is down");
        }
        if (!nic.hostToldOfVf()) {
            missing.add("the host has associated none");
        }
        if (!vf.carries()) {
            missing.add("the VF carries nothing");
        }
        if (vf.mtu() != nic.tap().settings().mtu()) {
            missing.add("the VF has another MTU");
        }
        return String.join(", ", missing);
    }

    /** A VF that is there is taken, unless another one is. */
    private String waitsInVain() {
        for (SimulatedNetdev netdev : world.kernel().all()) {
            boolean ours = netdev.registered() && netdev.permanentMac().equals(nic.setup().mac())
                    && !netdev.pciAddress().isEmpty();
            if (ours) {
                return "a VF is there, and nobody has taken it";
            }
        }
        return phase() == MasterPhase.SYNTHETIC ? null : "the path is the VF's, but there is none";
    }

    private boolean hostsIsThere() {
        for (SimulatedNetdev netdev : world.kernel().all()) {
            if (isHosts(netdev)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a VF of this NIC, in the slot that the host has associated. */
    private boolean isHosts(SimulatedNetdev netdev) {
        return nic.hostToldOfVf() && netdev.registered() && netdev.permanentMac().equals(nic.setup().mac())
                && netdev.hasSerial(nic.serialGiven());
    }

    private List<VfState> slaves() {
        List<VfState> slaves = new ArrayList<>();
        for (VirtualOwner<?> owner : world.daemon().owners().all()) {
            boolean ours = owner.id().kind() == OwnerId.Kind.VF && owner.id().nic().equals(nic.setup().name());
            if (ours && world.daemon().hasBegun(owner.id())) {
                VfState state = (VfState) owner.state();
                if (state.phase() != VfPhase.GONE && state.phase() != VfPhase.PRESENT) {
                    slaves.add(state);
                }
            }
        }
        return slaves;
    }

    private boolean damped() {
        return master().damped();
    }

    private MasterState master() {
        return (MasterState) world.daemon().owners().of(OwnerId.master(nic.setup().name())).state();
    }

    private MasterPhase phase() {
        return (MasterPhase) world.daemon().owners().of(OwnerId.master(nic.setup().name())).phase();
    }

    private ChannelPhase channel() {
        return (ChannelPhase) world.daemon().owners().of(OwnerId.channel(nic.setup().name())).phase();
    }
}
