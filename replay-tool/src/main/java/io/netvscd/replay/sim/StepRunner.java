package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.ClockStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.InputStep;
import io.netvscd.replay.scenario.JournalStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.PciStep;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import java.util.Optional;

/** Makes the steps of a scenario happen in a world. */
final class StepRunner {
    private final VirtualWorld world;
    private final VirtualKernel kernel;

    StepRunner(VirtualWorld world) {
        this.world = world;
        kernel = world.kernel();
    }

    /** Makes a step happen; {@link StepFailed} where that is impossible. */
    void run(TimedStep timed) {
        Step step = timed.step();
        if (step instanceof HostStep host) {
            world.nic(timed.nic()).tellHost(host.verb(), HostOrders.of(host));
        } else if (step instanceof PciStep pci) {
            run(pci);
        } else if (step instanceof NetdevStep netdev) {
            run(netdev);
        } else if (step instanceof VfStep vf) {
            run(vf);
        } else if (step instanceof AdminStep admin) {
            world.nic(timed.nic()).tap().set(admin);
        } else if (step instanceof SendStep send) {
            send(timed.nic(), send);
        } else if (step instanceof DaemonStep daemon) {
            run(timed.nic(), daemon);
        } else if (step instanceof JournalStep journal) {
            world.journal().become(journal.verb());
        } else if (step instanceof InputStep input) {
            input(input);
        } else if (step instanceof ClockStep clock) {
            world.setWallClock(clock.verb() == ClockStep.Verb.FORWARD ? clock.byNs() : -clock.byNs());
        } else {
            throw new StepFailed(step.words() + " is not known");
        }
    }

    private void input(InputStep step) {
        if (step.verb() == InputStep.Verb.CLEAR) {
            world.mishaps().forget();
        } else {
            world.mishaps().expect(step);
        }
    }

    private void run(PciStep step) {
        if (step.verb() == PciStep.Verb.ADD) {
            kernel.pciAdd(step.name(), step.slot());
        } else {
            kernel.pciRemove(step.name());
        }
    }

    private void run(NetdevStep step) {
        String name = step.name();
        switch (step.verb()) {
            case REGISTER -> kernel.register(name, step.mac(), step.slot(), step.up());
            case UNREGISTER -> kernel.unregister(name);
            case UP -> kernel.change(name, netdev -> netdev.setUp(true));
            case GOING_DOWN -> kernel.goingDown(name);
            case DOWN -> kernel.change(name, netdev -> netdev.setUp(false));
            case CHANGE -> kernel.change(name, netdev -> { });
            case RENAME -> kernel.rename(name, step.newName());
            case CARRIER -> kernel.change(name, netdev -> netdev.setLink(step.up()));
            case MTU -> mtu(step);
            case ADDRESS -> kernel.address(name, step.ip(), !step.remove());
            case STALL -> kernel.silently(name, netdev -> netdev.stall(true));
            case RESUME -> kernel.silently(name, netdev -> netdev.stall(false));
            case RECOVERING -> kernel.service(name, ServiceState.RECOVERING);
            case RECOVERED -> kernel.service(name, ServiceState.RECOVERED);
            case FAILED -> kernel.service(name, ServiceState.FAILED);
            case OVERRUN -> kernel.overrun();
            default -> throw new StepFailed(step.words() + " is not known");
        }
    }

    private void mtu(NetdevStep step) {
        if (step.refuse()) {
            kernel.silently(step.name(), SimulatedNetdev::refuseNextMtu);
        }
        if (step.mtu() > 0) {
            kernel.change(step.name(), netdev -> netdev.setMtu(step.mtu()));
        }
    }

    private void run(VfStep step) {
        switch (step.verb()) {
            case PLUG -> {
                kernel.pciAdd(step.name(), step.slot());
                kernel.register(step.name(), step.mac(), step.slot(), true);
            }
            case UNPLUG -> kernel.unplug(step.name());
            case YANK -> kernel.silently(step.name(), SimulatedNetdev::kill);
            default -> throw new StepFailed(step.words() + " is not known");
        }
    }

    private void send(String nic, SendStep step) {
        switch (step.from()) {
            case MASTER -> world.nic(nic).sendFromMaster(step.count(), step.sizeBytes());
            case SYNTHETIC -> world.nic(nic).traffic().sendFromFabric(step.count(), step.sizeBytes());
            case VF -> {
                SimulatedNetdev netdev = kernel.find(step.name());
                world.nics().stream()
                        .filter(each -> each.setup().mac().equals(netdev.permanentMac()))
                        .findFirst()
                        .orElseThrow(() -> new StepFailed("no NIC has the address of '" + step.name() + "'"))
                        .traffic().sendFromVf(netdev, step.count(), step.sizeBytes());
            }
            default -> throw new StepFailed(step.words() + " from " + step.from() + " is not known");
        }
    }

    private OwnerId owner(String nic, DaemonStep step) {
        return switch (step.owner()) {
            case WATCHER -> OwnerId.WATCHER;
            case MASTER -> OwnerId.master(nic);
            case CHANNEL -> OwnerId.channel(nic);
            case VF -> Optional.ofNullable(world.owners()).flatMap(owners -> owners.ofVf(kernel.find(step.name()).netdev()))
                    .orElseThrow(() -> new StepFailed("nobody owns '" + step.name() + "'")).id();
        };
    }

    private void run(String nic, DaemonStep step) {
        switch (step.verb()) {
            case CRASH -> world.crashDaemon(step.afterTurns(), step.when());
            case START -> world.startDaemon();
            case STOP -> world.stopDaemon();
            case PAUSE -> world.pauseDaemon(true);
            case RESUME -> world.pauseDaemon(false);
            case RESTART -> world.failOwner(owner(nic, step), step.afterTurns(), step.when());
            default -> throw new StepFailed(step.words() + " is not known");
        }
    }
}
