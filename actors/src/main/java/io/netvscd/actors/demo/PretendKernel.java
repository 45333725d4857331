package io.netvscd.actors.demo;

import io.netvscd.actors.edge.Edge;
import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The guest's kernel as far as one VF needs it: hotplug messages, the dump, and obedience to every setting. */
final class PretendKernel implements Edge {
    private static final String PCI_ADDRESS = "0002:00:02.0";
    private static final String SLOT = "2";

    /** What shows in the netdev's own state. */
    private static final Set<NetdevSetting> SHOWN =
            EnumSet.complementOf(EnumSet.of(NetdevSetting.ISOLATION, NetdevSetting.PARKED));

    private final Post post;
    private final MacAddress mac;
    private boolean nicUp;
    private Netdev netdev;
    private PretendVf vf;
    private int plugged;

    PretendKernel(Post post, MacAddress mac) {
        this.post = post;
        this.mac = mac;
    }

    /** The user sets the NIC up. */
    synchronized void setNicUp() {
        nicUp = true;
        tellOfNic();
    }

    private void tellOfNic() {
        post.tell(OwnerId.master(DemoWorld.NIC), new MasterInput.AdminChanged(nicUp));
    }

    /** A function appears on the bus, and its driver registers a netdev that is still down. */
    synchronized void plug(PretendVf function, int mtu) {
        plugged++;
        vf = function;
        netdev = new Netdev(
                10 + plugged, "enP2s" + plugged, mac, mac, false, false, mtu, "", PCI_ADDRESS, SLOT, false, 0);
        post.tell(OwnerId.WATCHER, new WatcherInput.PciAdded(PCI_ADDRESS, SLOT));
        post.tell(OwnerId.WATCHER, new WatcherInput.NetdevSeen(netdev));
    }

    /** Netdev and function are gone. */
    synchronized void unplug() {
        Netdev gone = netdev;
        netdev = null;
        vf = null;
        post.tell(OwnerId.WATCHER, new WatcherInput.NetdevGone(gone.ifindex(), gone.name()));
        post.tell(OwnerId.WATCHER, new WatcherInput.PciRemoved(PCI_ADDRESS));
    }

    synchronized PretendVf open(int ifindex) throws IOException {
        if (netdev == null || netdev.ifindex() != ifindex) {
            throw new IOException("no such device: ifindex " + ifindex);
        }
        return vf;
    }

    @Override
    public Set<Class<? extends Action>> actions() {
        return Set.of(Action.RequestDump.class, Action.SetNetdev.class, Action.LetGo.class);
    }

    @Override
    public synchronized void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.RequestDump) {
            List<Netdev> all = netdev == null ? List.of() : List.of(netdev);
            post.tell(OwnerId.WATCHER, new WatcherInput.NetdevDump(all));
            tellOfNic();
        } else if (action instanceof Action.SetNetdev set) {
            set(owner, set);
        }
    }

    private void set(OwnerId owner, Action.SetNetdev set) {
        boolean there = netdev != null && netdev.ifindex() == set.ifindex();
        int noSuchDevice = 19;
        post.tell(owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), there ? 0 : noSuchDevice));
        if (there && SHOWN.contains(set.setting())) {
            netdev = changed(set);
            post.tell(OwnerId.WATCHER, new WatcherInput.NetdevSeen(netdev));
        }
    }

    private Netdev changed(Action.SetNetdev set) {
        NetdevSetting setting = set.setting();
        boolean up = setting == NetdevSetting.ADMIN ? set.value() != 0 : netdev.up();
        return new Netdev(
                netdev.ifindex(),
                netdev.name(),
                setting == NetdevSetting.MAC ? new MacAddress(set.value()) : netdev.mac(),
                netdev.permanentMac(),
                up,
                up,
                setting == NetdevSetting.MTU ? (int) set.value() : netdev.mtu(),
                netdev.kind(),
                netdev.pciAddress(),
                netdev.slot(),
                setting == NetdevSetting.PROMISCUOUS ? set.value() != 0 : netdev.promiscuous(),
                netdev.masterIfindex());
    }
}
