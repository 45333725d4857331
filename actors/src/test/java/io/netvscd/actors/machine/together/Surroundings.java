package io.netvscd.actors.machine.together;

import static io.netvscd.actors.machine.Netdevs.MAC;

import io.netvscd.actors.owner.Restart;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the owners of one NIC have to do with: kernel, host with its channel, and datapath, all played. */
final class Surroundings {
    static final OwnerId MASTER = OwnerId.master("eth0");
    static final OwnerId VF = OwnerId.vf("eth0", "0002:00:02.0");
    private static final NicFacts FACTS = new NicFacts("eth0", MAC, 1500, false, 100, false);
    private static final String PCI = "0002:00:02.0";
    private static final int EINVAL = 22;

    final Society society;
    private final Random random;
    private int lastIfindex = 6;

    // The kernel.
    Netdev netdev;
    boolean carrier = true;
    boolean refusesJumbo;
    boolean adminUp;
    int mtu = 1500;

    // The host.
    long incarnation;
    boolean open;
    boolean allocated;
    boolean linkUp = true;
    /** The next switch is not completed in time, though the host makes it or not. */
    SwitchOutcome nextOutcome = SwitchOutcome.COMPLETED;
    DataPath hostPath = DataPath.SYNTHETIC;
    private ChannelInput.SwitchRequested unsent;

    // The datapath.
    DataPath path = DataPath.SYNTHETIC;
    private long attached;

    Surroundings(Random random) {
        this.random = random;
        society = new Society(random, this::act);
    }

    /** The daemon starts, for the first time or after a crash. */
    void start() {
        society.forgetMessagesAndTimers();
        path = DataPath.SYNTHETIC;
        attached = 0;
        unsent = null;
        society.tell("manager", MASTER, new MasterInput.MasterStarted(FACTS));
        society.tell("manager", MASTER, new MasterInput.MtuChanged(mtu));
        society.tell("manager", MASTER, new MasterInput.AdminChanged(adminUp));
        society.drain();
        society.tell("manager", OwnerId.WATCHER, new WatcherInput.WatcherStarted(List.of(FACTS)));
        open = false;
        offer();
    }

    /** An owner's shell fails, and those begin again with it that the device manager has begin. */
    void restart(OwnerId owner) {
        society.restart(owner, random.nextInt(Society.UNWRITTEN_MAX + 1));
        Restart.of(owner, Map.of(
                OwnerId.WATCHER, new WatcherInput.WatcherStarted(List.of(FACTS)),
                MASTER, new MasterInput.MasterStarted(FACTS)), List.of(VF))
                .forEach(word -> society.tell("manager", word.to(), word.input()));
    }

    private void channelBegins() {
        unsent = null;
        if (open) {
            open = false;
            offer();
        }
    }

    void offer() {
        if (!open) {
            open = true;
            incarnation++;
            hostPath = DataPath.SYNTHETIC;
            tellMaster(new MasterInput.ChannelOpened(incarnation, "6.1", linkUp));
            associate(allocated);
        }
    }

    void rescind() {
        if (open) {
            open = false;
            unsent = null;
            hostPath = DataPath.SYNTHETIC;
            tellMaster(new MasterInput.ChannelClosed(incarnation, "rescinded"));
        }
    }

    void link(boolean up) {
        linkUp = up;
        if (open) {
            tellMaster(new MasterInput.HostLinkChanged(incarnation, up));
        }
    }

    void stop() {
        society.tell("manager", MASTER, new MasterInput.MasterStop());
    }

    void force() {
        if (open && hostPath == DataPath.VF) {
            hostPath = DataPath.SYNTHETIC;
            tellMaster(new MasterInput.HostForcedPath(incarnation, DataPath.SYNTHETIC));
        }
    }

    void plug() {
        if (netdev == null) {
            netdev = new Netdev(++lastIfindex, "vf", MAC, MAC, false, false, 1500, "", PCI, "2", false, 0);
            news(new WatcherInput.PciAdded(PCI, "2"));
            announce();
            associate(true);
        }
    }

    void goingDown() {
        if (netdev != null) {
            news(new WatcherInput.NetdevGoingDown(netdev.ifindex()));
        }
    }

    void unplug() {
        if (netdev != null) {
            int ifindex = netdev.ifindex();
            netdev = null;
            if (path == DataPath.VF && random.nextBoolean()) {
                fallBack();
            }
            news(new WatcherInput.NetdevGone(ifindex, "vf"));
            news(new WatcherInput.PciRemoved(PCI));
            if (open && hostPath == DataPath.VF) {
                force();
            }
            associate(false);
        }
    }

    void carrier(boolean up) {
        carrier = up;
        change(netdev == null ? null : state(netdev.up(), netdev.mtu(), netdev.mac(), netdev.promiscuous()));
    }

    void byHand(boolean up) {
        change(netdev == null ? null : state(up, netdev.mtu(), netdev.mac(), netdev.promiscuous()));
    }

    void service(ServiceState state) {
        if (netdev != null) {
            news(new WatcherInput.FunctionService(netdev.ifindex(), state));
        }
    }

    void overrun() {
        society.lose("kernel", "pci");
        news(new WatcherInput.WatcherOverrun());
    }

    void admin(boolean up) {
        adminUp = up;
        society.tell("system", MASTER, new MasterInput.AdminChanged(up));
    }

    void mac(MacAddress mac) {
        society.tell("system", MASTER, new MasterInput.MacChanged(mac));
    }

    void promiscuous(boolean on) {
        society.tell("system", MASTER, new MasterInput.PromiscuousChanged(on));
    }

    void mtu(int octets) {
        mtu = octets;
        society.tell("system", MASTER, new MasterInput.MtuChanged(octets));
    }

    /** A frame could not be sent on the VF. */
    void fallBack() {
        if (path == DataPath.VF) {
            path = DataPath.SYNTHETIC;
            society.tell("datapath", MASTER, new MasterInput.DatapathFellBack(VF.vf(), attached, Checkpoint.ZERO));
        }
    }

    private void act(OwnerId owner, Action action) {
        if (action instanceof Action.OrderDatapath order) {
            society.send("eth0", "datapath", () -> obey(order.order()));
        } else if (action instanceof Action.SetNetdev set) {
            society.send(owner.toString(), "kernel", () -> set(owner, set));
        } else if (action instanceof Action.RequestDump) {
            society.send("pci", "kernel", () ->
                    news(new WatcherInput.NetdevDump(netdev == null ? List.of() : List.of(netdev))));
        } else if (action instanceof Action.Tell tell) {
            channel((ChannelInput) tell.message());
        }
    }

    private void channel(ChannelInput message) {
        if (message instanceof ChannelInput.ChannelStarted) {
            channelBegins();
        } else if (message instanceof ChannelInput.SwitchRequested request) {
            unsent = request;
            society.send("eth0", "host", () -> switchPath(request));
        } else if (message instanceof ChannelInput.SwitchWithdrawn && unsent != null) {
            tellMaster(new MasterInput.SwitchEnded(unsent.incarnation(), unsent.path(), SwitchOutcome.WITHDRAWN));
            unsent = null;
        } else if (message instanceof ChannelInput.MtuRequested) {
            society.send("eth0", "host", () -> {
                if (open) {
                    rescind();
                    offer();
                }
            });
        }
    }

    private void switchPath(ChannelInput.SwitchRequested request) {
        if (unsent != request) {
            return;
        }
        unsent = null;
        SwitchOutcome outcome = nextOutcome;
        nextOutcome = SwitchOutcome.COMPLETED;
        if (outcome == SwitchOutcome.COMPLETED || outcome == SwitchOutcome.TIMED_OUT && random.nextBoolean()) {
            hostPath = request.path();
        }
        tellMaster(new MasterInput.SwitchEnded(request.incarnation(), request.path(), outcome));
        if (!allocated) {
            force();
        }
    }

    private void obey(DatapathOrder order) {
        boolean changed = true;
        if (order instanceof DatapathOrder.AttachVfPort attach) {
            changed = netdev != null && netdev.ifindex() == attach.ifindex();
            attached = changed ? attach.generation() : 0;
        } else if (order instanceof DatapathOrder.DetachVfPort detach && detach.generation() == attached) {
            attached = 0;
            path = DataPath.SYNTHETIC;
        } else if (order instanceof DatapathOrder.UseDataPath use) {
            boolean possible = use.path() == DataPath.SYNTHETIC || use.generation() == attached;
            DataPath wanted = possible ? use.path() : DataPath.SYNTHETIC;
            changed = wanted != path;
            path = wanted;
        } else if (order instanceof DatapathOrder.ResetDatapath) {
            attached = 0;
            path = DataPath.SYNTHETIC;
            society.tell("system", MASTER, new MasterInput.MtuChanged(mtu));
            society.tell("system", MASTER, new MasterInput.AdminChanged(adminUp));
        }
        society.tell("datapath", MASTER, new MasterInput.DatapathApplied(order, changed, Checkpoint.ZERO));
    }

    private void set(OwnerId owner, Action.SetNetdev set) {
        int errno = 0;
        if (netdev == null || netdev.ifindex() != set.ifindex()) {
            errno = 19;
        } else if (set.setting() == NetdevSetting.MTU && set.value() > 1500 && refusesJumbo) {
            errno = EINVAL;
        } else {
            boolean on = set.value() == 1;
            switch (set.setting()) {
                case ISOLATION, PARKED -> { }
                case MTU -> change(state(netdev.up(), (int) set.value(), netdev.mac(), netdev.promiscuous()));
                case MAC -> change(state(netdev.up(), netdev.mtu(), new MacAddress(set.value()), netdev.promiscuous()));
                case PROMISCUOUS -> change(state(netdev.up(), netdev.mtu(), netdev.mac(), on));
                case ADMIN -> change(state(on, netdev.mtu(), netdev.mac(), netdev.promiscuous()));
            }
        }
        society.tell("kernel", owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), errno));
    }

    private Netdev state(boolean up, int octets, MacAddress mac, boolean promiscuous) {
        return new Netdev(netdev.ifindex(), netdev.name(), mac, netdev.permanentMac(), up, up && carrier, octets,
                netdev.kind(), netdev.pciAddress(), netdev.slot(), promiscuous, 0);
    }

    private void change(Netdev next) {
        if (next != null && !next.equals(netdev)) {
            netdev = next;
            announce();
        }
    }

    private void announce() {
        news(new WatcherInput.NetdevSeen(netdev));
    }

    private void news(WatcherInput message) {
        society.tell("kernel", OwnerId.WATCHER, message);
    }

    private void associate(boolean now) {
        allocated = now;
        if (open) {
            tellMaster(new MasterInput.VfAssociated(incarnation, now, 2));
        }
    }

    private void tellMaster(Input message) {
        society.tell("channel/eth0", MASTER, message);
    }
}
