package io.netvscd.replay.whatif;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The guest's kernel as far as a record tells of it: its network devices and PCI functions. What the record saw of a device is taken as
 * a change of it, so that a device that was not set as it was in the record is seen as it is now.
 */
final class RehearsedKernel {
    static final int ENODEV = 19;

    private static final class Device {
        private Netdev look;
        /** Whether it has a link, which shows only while it is up. */
        private boolean link;
        /** Sending on it fails though the kernel does not say why yet. */
        private boolean fails;

        private Netdev look() {
            return look.up() && link == look.carrier() || !look.up() && !look.carrier() ? look
                    : new Look(look).carrier(look.up() && link).done();
        }
    }

    private final Cues cues;
    private final Map<Integer, Device> devices = new LinkedHashMap<>();

    RehearsedKernel(Cues cues) {
        this.cues = cues;
    }

    /**
     * A device is seen.
     *
     * @param before what the record saw of it last, null where it appears
     * @param now    what the record sees
     * @param link   whether it has one when it appears
     */
    void seen(Netdev before, Netdev now, boolean link) {
        change(before, now, link);
        tell(new WatcherInput.NetdevSeen(devices.get(now.ifindex()).look()));
    }

    /** These are all devices there are, as a look at them shows; nobody is told. */
    void are(List<Netdev> all, Sight sight) {
        devices.keySet().retainAll(all.stream().map(Netdev::ifindex).toList());
        all.forEach(netdev -> change(sight.before(netdev), netdev, sight.link(netdev)));
    }

    void gone(WatcherInput.NetdevGone gone) {
        devices.remove(gone.ifindex());
        tell(gone);
    }

    /** Something that the kernel says which changes no device. */
    void says(WatcherInput message) {
        tell(message);
    }

    /** Sending on a device fails from now on, until it is seen to be well. */
    void fails(int ifindex) {
        Device device = devices.get(ifindex);
        if (device != null) {
            device.fails = true;
        }
    }

    /** Whether frames pass a device. */
    boolean carries(int ifindex) {
        Device device = devices.get(ifindex);
        return device != null && device.look.up() && device.link && !device.fails;
    }

    boolean has(int ifindex) {
        return devices.containsKey(ifindex);
    }

    /**
     * Sets one thing of a device, which is seen if it shows, and says what came of it.
     *
     * @param refusal an errno with which it refuses; 0 where it does not
     */
    void obey(OwnerId owner, Action.SetNetdev set, int refusal) {
        int errno = refusal == 0 ? set(set.ifindex(), set.setting(), set.value()) : refusal;
        cues.said(owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), errno));
    }

    private int set(int ifindex, NetdevSetting setting, long value) {
        Device device = devices.get(ifindex);
        if (device == null) {
            return ENODEV;
        }
        Netdev before = device.look();
        Look look = new Look(device.look);
        switch (setting) {
            case ADMIN -> look.up(value != 0);
            case MTU -> look.mtu((int) value);
            case MAC -> look.mac(new MacAddress(value));
            case PROMISCUOUS -> look.promiscuous(value != 0);
            default -> { }
        }
        device.look = look.done();
        if (!device.look().equals(before)) {
            tell(new WatcherInput.NetdevSeen(device.look()));
        }
        return 0;
    }

    /** A device as it is, null where it is not there. */
    Netdev look(int ifindex) {
        Device device = devices.get(ifindex);
        return device == null ? null : device.look();
    }

    /** A device by its name, null where none has it. */
    Netdev byName(String name) {
        return devices.values().stream().map(Device::look).filter(look -> look.name().equals(name)).findFirst().orElse(null);
    }

    /** The link of a device comes or goes, and is seen. */
    void link(int ifindex, boolean up) {
        devices.get(ifindex).link = up;
        tell(new WatcherInput.NetdevSeen(devices.get(ifindex).look()));
    }

    List<Netdev> dump() {
        List<Netdev> all = new ArrayList<>();
        devices.values().forEach(device -> all.add(device.look()));
        return all;
    }

    private void change(Netdev before, Netdev now, boolean link) {
        Device device = devices.get(now.ifindex());
        if (device == null || before == null) {
            device = new Device();
            device.look = now;
            device.link = now.up() ? now.carrier() : link;
            devices.put(now.ifindex(), device);
            return;
        }
        device.look = new Look(device.look).changed(before, now).done();
        device.link = now.up() ? before.up() && before.carrier() == now.carrier() ? device.link : now.carrier() : device.link;
        device.fails &= !(now.up() && now.carrier());
    }

    private void tell(WatcherInput message) {
        cues.said(OwnerId.WATCHER, message);
    }
}
