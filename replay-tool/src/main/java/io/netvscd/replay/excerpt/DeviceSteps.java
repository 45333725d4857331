package io.netvscd.replay.excerpt;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.PciStep;
import io.netvscd.replay.scenario.Step;
import java.util.ArrayList;
import java.util.List;

/** What the kernel did to devices, as steps. */
final class DeviceSteps {
    private static final int USUAL_MTU = 1500;

    private final Scene scene;

    DeviceSteps(Scene scene) {
        this.scene = scene;
    }

    /** What it must have done that said this; nothing for devices that no NIC here can take. */
    List<Step> of(WatcherInput input, Netdev before, boolean link, String wantedName) {
        if (input instanceof WatcherInput.NetdevSeen seen) {
            return seen(before, seen.netdev(), link);
        } else if (input instanceof WatcherInput.NetdevGone gone) {
            return gone(gone.ifindex());
        } else if (input instanceof WatcherInput.PciAdded added && !wantedName.isEmpty()
                && scene.function(added.pciAddress()) == null) {
            return List.of(StepList.pci(PciStep.Verb.ADD, scene.addFunction(added.pciAddress(), added.slot(), wantedName), added.slot()));
        } else if (input instanceof WatcherInput.PciRemoved removed && scene.function(removed.pciAddress()) != null) {
            String name = scene.function(removed.pciAddress());
            scene.removeFunction(removed.pciAddress());
            return List.of(StepList.pci(PciStep.Verb.REMOVE, name, ""));
        } else if (input instanceof WatcherInput.NetdevGoingDown down && scene.device(down.ifindex()) != null) {
            return List.of(StepList.netdev(NetdevStep.Verb.GOING_DOWN, scene.device(down.ifindex()).name()));
        } else if (input instanceof WatcherInput.FunctionService service && scene.device(service.ifindex()) != null) {
            NetdevStep.Verb verb = NetdevStep.Verb.valueOf(service.state().name());
            return List.of(StepList.netdev(verb, scene.device(service.ifindex()).name()));
        } else if (input instanceof WatcherInput.AddressChanged address && scene.device(address.ifindex()) != null) {
            return List.of(new NetdevStep(NetdevStep.Verb.ADDRESS, scene.device(address.ifindex()).name(), MacAddress.ZERO, "", false, "",
                    -1, false, address.address(), !address.present()));
        }
        return List.of();
    }

    /** What makes the devices those of a dump. */
    List<Step> become(List<Netdev> all) {
        List<Step> steps = new ArrayList<>();
        for (Scene.Device device : scene.devices()) {
            if (all.stream().noneMatch(netdev -> netdev.ifindex() == device.look().ifindex())) {
                steps.addAll(gone(device.look().ifindex()));
                String address = device.look().pciAddress();
                if (scene.function(address) != null) {
                    steps.add(StepList.pci(PciStep.Verb.REMOVE, scene.function(address), ""));
                    scene.removeFunction(address);
                }
            }
        }
        for (Netdev netdev : all) {
            Scene.Device known = scene.device(netdev.ifindex());
            if (known == null || !known.look().equals(netdev)) {
                steps.addAll(seen(known == null ? null : known.look(), netdev, netdev.carrier() || !netdev.up()));
            }
        }
        return steps;
    }

    /** What makes a device appear that nobody has set up yet. */
    static NetdevStep register(Scene.Device device) {
        Netdev netdev = device.look();
        MacAddress mac = netdev.permanentMac().equals(MacAddress.ZERO) ? netdev.mac() : netdev.permanentMac();
        return new NetdevStep(NetdevStep.Verb.REGISTER, device.name(), mac, netdev.slot(), device.link(), "", -1, false, "", false);
    }

    private static List<Step> appear(Scene.Device device) {
        List<Step> steps = new ArrayList<>();
        Netdev netdev = device.look();
        steps.add(register(device));
        if (netdev.up()) {
            steps.add(StepList.netdev(NetdevStep.Verb.UP, device.name()));
        }
        if (netdev.mtu() != USUAL_MTU) {
            steps.add(mtu(device.name(), netdev.mtu()));
        }
        return steps;
    }

    /** A device refuses the next MTU that it is given. */
    static NetdevStep refusal(String name) {
        return new NetdevStep(NetdevStep.Verb.MTU, name, MacAddress.ZERO, "", false, "", -1, true, "", false);
    }

    private List<Step> seen(Netdev before, Netdev now, boolean link) {
        Scene.Device device = scene.device(now.ifindex());
        if (device == null) {
            return scene.concerns(now) ? appear(scene.add(now, link)) : List.of();
        }
        List<Step> steps = changes(device, before == null ? device.look() : before, now);
        scene.seen(now);
        return steps.isEmpty() ? List.of(StepList.netdev(NetdevStep.Verb.CHANGE, device.name())) : steps;
    }

    private static List<Step> changes(Scene.Device device, Netdev before, Netdev now) {
        List<Step> steps = new ArrayList<>();
        String name = device.name();
        if (!before.name().equals(now.name())) {
            steps.add(new NetdevStep(NetdevStep.Verb.RENAME, name, MacAddress.ZERO, "", false, now.name(), -1, false, "", false));
        }
        if (before.mtu() != now.mtu()) {
            steps.add(mtu(name, now.mtu()));
        }
        if (now.up() && now.carrier() != device.link()) {
            steps.add(new NetdevStep(NetdevStep.Verb.CARRIER, name, MacAddress.ZERO, "", now.carrier(), "", -1, false, "", false));
        }
        if (before.up() != now.up()) {
            steps.add(StepList.netdev(now.up() ? NetdevStep.Verb.UP : NetdevStep.Verb.DOWN, name));
        }
        return steps;
    }

    private List<Step> gone(int ifindex) {
        Scene.Device device = scene.device(ifindex);
        if (device == null) {
            return List.of();
        }
        scene.remove(ifindex);
        return List.of(StepList.netdev(NetdevStep.Verb.UNREGISTER, device.name()));
    }

    private static NetdevStep mtu(String name, int mtu) {
        return new NetdevStep(NetdevStep.Verb.MTU, name, MacAddress.ZERO, "", false, "", mtu, false, "", false);
    }
}
