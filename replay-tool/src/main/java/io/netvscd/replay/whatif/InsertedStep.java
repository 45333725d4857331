package io.netvscd.replay.whatif;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.PciStep;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import io.netvscd.replay.sim.HostOrders;
import io.netvscd.replay.sim.StepFailed;
import java.util.Locale;

/** Makes a step of a scenario happen in the middle of a record. Devices are named as the record names them. */
final class InsertedStep {
    private static final String NO_SUCH = ": there is no such device at that tick; the record names them ";
    private static final int NEW_IFINDEX = 1_000_000;
    private static final String NO_FUNCTION = "";

    private final World world;
    private final RehearsedKernel kernel;
    private final Rerun rerun;

    InsertedStep(World world, Rerun rerun) {
        this.world = world;
        this.rerun = rerun;
        kernel = world.kernel();
    }

    /** Makes it happen; {@link StepFailed} where that is impossible. */
    void happen(TimedStep timed) {
        Step step = timed.step();
        if (step instanceof HostStep host) {
            host(timed.nic(), host);
        } else if (step instanceof AdminStep admin) {
            world.tap(timed.nic()).set(admin(admin));
        } else if (step instanceof PciStep pci) {
            kernel.says(pci.verb() == PciStep.Verb.ADD
                    ? new WatcherInput.PciAdded(address(pci.slot()), pci.slot())
                    : new WatcherInput.PciRemoved(device(pci.name()).pciAddress()));
        } else if (step instanceof NetdevStep netdev) {
            netdev(netdev);
        } else if (step instanceof VfStep vf) {
            vf(vf);
        } else if (step instanceof SendStep send && send.from() != SendStep.From.VF) {
            send(timed.nic(), send);
        } else if (step instanceof DaemonStep daemon && daemon.verb() == DaemonStep.Verb.CRASH) {
            rerun.crash();
        } else {
            throw new StepFailed(step.words() + ": cannot be inserted into a record");
        }
    }

    private void host(String nic, HostStep step) {
        RehearsedHost host = world.host(nic);
        switch (step.verb()) {
            case OFFER -> host.offerAgain();
            case RESCIND -> host.rescind();
            default -> host.obey(HostOrders.of(step));
        }
    }

    private static MasterInput admin(AdminStep step) {
        return switch (step.verb()) {
            case UP, DOWN -> new MasterInput.AdminChanged(step.verb() == AdminStep.Verb.UP);
            case MTU -> new MasterInput.MtuChanged(step.mtu());
            case MAC -> new MasterInput.MacChanged(step.mac());
            case PROMISCUOUS -> new MasterInput.PromiscuousChanged(step.on());
        };
    }

    private void netdev(NetdevStep step) {
        switch (step.verb()) {
            case REGISTER -> register(step.name(), step.mac(), step.slot(), step.up());
            case UNREGISTER -> gone(device(step.name()));
            case GOING_DOWN -> kernel.says(new WatcherInput.NetdevGoingDown(device(step.name()).ifindex()));
            case UP -> seen(new Look(device(step.name())).up(true));
            case DOWN -> seen(new Look(device(step.name())).up(false));
            case CHANGE -> seen(new Look(device(step.name())));
            case RENAME -> seen(new Look(device(step.name())).name(step.newName()));
            case CARRIER -> kernel.link(device(step.name()).ifindex(), step.up());
            case MTU -> seen(new Look(device(step.name())).mtu(step.mtu()));
            case ADDRESS -> kernel.says(new WatcherInput.AddressChanged(device(step.name()).ifindex(), step.ip(), !step.remove()));
            case RECOVERING -> service(step, ServiceState.RECOVERING);
            case RECOVERED -> service(step, ServiceState.RECOVERED);
            case FAILED -> service(step, ServiceState.FAILED);
            case OVERRUN -> kernel.says(new WatcherInput.WatcherOverrun());
            default -> throw new StepFailed(step.words() + ": cannot be inserted into a record");
        }
    }

    private void service(NetdevStep step, ServiceState state) {
        kernel.says(new WatcherInput.FunctionService(device(step.name()).ifindex(), state));
    }

    private void vf(VfStep step) {
        switch (step.verb()) {
            case PLUG -> {
                kernel.says(new WatcherInput.PciAdded(address(step.slot()), step.slot()));
                register(step.name(), step.mac(), step.slot(), true);
            }
            case UNPLUG -> {
                Netdev leaving = device(step.name());
                kernel.says(new WatcherInput.NetdevGoingDown(leaving.ifindex()));
                gone(leaving);
                if (!leaving.pciAddress().isEmpty()) {
                    kernel.says(new WatcherInput.PciRemoved(leaving.pciAddress()));
                }
            }
            case YANK -> {
                int ifindex = device(step.name()).ifindex();
                world.datapaths().forEach(nic -> nic.deviceFails(ifindex));
            }
        }
    }

    private void register(String name, MacAddress mac, String slot, boolean link) {
        Netdev netdev = new Netdev(NEW_IFINDEX, name, mac, mac, false, false, 1500, "", address(slot), slot, false, 0);
        kernel.seen(null, netdev, link);
    }

    private void gone(Netdev netdev) {
        kernel.gone(new WatcherInput.NetdevGone(netdev.ifindex(), netdev.name()));
    }

    private void seen(Look look) {
        Netdev netdev = look.done();
        kernel.seen(kernel.look(netdev.ifindex()), netdev, true);
    }

    private void send(String nic, SendStep step) {
        long bytes = step.count() * step.sizeBytes();
        if (step.from() == SendStep.From.MASTER) {
            world.datapath(nic).send(step.count(), bytes);
        } else {
            world.datapath(nic).arrive(step.count(), bytes);
        }
    }

    private Netdev device(String name) {
        Netdev netdev = kernel.byName(name);
        if (netdev == null) {
            throw new StepFailed(name + NO_SUCH + kernel.dump().stream().map(Netdev::name).sorted().toList());
        }
        return netdev;
    }

    private static String address(String slot) {
        return slot.isEmpty() ? NO_FUNCTION : String.format(Locale.ROOT, "%4s:00:02.0", slot).replace(' ', '0');
    }
}
