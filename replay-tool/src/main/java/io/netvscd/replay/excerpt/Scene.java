package io.netvscd.replay.excerpt;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is outside the daemon at a moment of a record, as far as steps of a scenario have told it or an opening must. */
final class Scene {
    /** A NIC: what its host said and how the system set it. */
    static final class Nic {
        private final NicFacts facts;
        boolean offered;
        boolean limited;
        String nvsp = "";
        boolean associated;
        boolean allocated;
        int serial;
        boolean link = true;
        boolean up;
        boolean promiscuous;
        int mtu;
        MacAddress mac;

        Nic(NicFacts facts) {
            this.facts = facts;
            mtu = facts.mtu();
            mac = facts.permanentMac();
        }

        NicFacts facts() {
            return facts;
        }
    }

    /**
     * A device that is there.
     *
     * @param name in the scenario, which a rename does not change
     * @param look as it was seen last
     * @param link whether it has one, which shows while it is up
     */
    record Device(String name, Netdev look, boolean link) {
        Device seen(Netdev now) {
            return new Device(name, now, now.up() ? now.carrier() : link);
        }
    }

    private final Map<String, Nic> nics = new LinkedHashMap<>();
    private final Map<Integer, Device> devices = new LinkedHashMap<>();
    /** Names of PCI functions by their addresses. */
    private final Map<String, String> functions = new LinkedHashMap<>();
    private final Map<String, String> slots = new LinkedHashMap<>();

    Nic nic(NicFacts facts) {
        return nics.computeIfAbsent(facts.nic(), absent -> new Nic(facts));
    }

    /** Null for a NIC that no master was started for. */
    Nic nic(String name) {
        return nics.get(name);
    }

    Collection<Nic> nics() {
        return nics.values();
    }

    /** Null where there is none that steps tell of. */
    Device device(int ifindex) {
        return devices.get(ifindex);
    }

    List<Device> devices() {
        return new ArrayList<>(devices.values());
    }

    /** Null where there is none. */
    Device byKey(String key) {
        return devices.values().stream().filter(device -> device.look.key().equals(key)).findFirst().orElse(null);
    }

    /** Null where there is none. */
    String function(String pciAddress) {
        return functions.get(pciAddress);
    }

    Map<String, String> functions() {
        return functions;
    }

    String slot(String pciAddress) {
        return slots.getOrDefault(pciAddress, "");
    }

    /** Whether a device is one that a NIC here may take for its VF. */
    boolean concerns(Netdev netdev) {
        return nics.values().stream().map(nic -> nic.facts.permanentMac())
                .anyMatch(mac -> mac.equals(netdev.permanentMac()) || mac.equals(netdev.mac()))
                && nics.values().stream().noneMatch(nic -> nic.facts.nic().equals(netdev.name()));
    }

    /** A function is there; returns its name, like its device's if that is free. */
    String addFunction(String pciAddress, String slot, String wanted) {
        slots.put(pciAddress, slot);
        return functions.computeIfAbsent(pciAddress, absent -> free(wanted));
    }

    void removeFunction(String pciAddress) {
        functions.remove(pciAddress);
    }

    /** A device is there; returns it with its name. */
    Device add(Netdev netdev, boolean link) {
        String name = functions.getOrDefault(netdev.pciAddress(), "");
        Device device = new Device(name.isEmpty() ? free(netdev.name()) : name, netdev, link);
        devices.put(netdev.ifindex(), device);
        if (!netdev.pciAddress().isEmpty()) {
            functions.put(netdev.pciAddress(), device.name);
            slots.put(netdev.pciAddress(), netdev.slot());
        }
        return device;
    }

    Device seen(Netdev now) {
        return devices.computeIfPresent(now.ifindex(), (ifindex, device) -> device.seen(now));
    }

    void remove(int ifindex) {
        devices.remove(ifindex);
    }

    private String free(String wanted) {
        String name = wanted;
        for (int i = 2; isTaken(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return functions.containsValue(name) || devices.values().stream().anyMatch(device -> device.name.equals(name));
    }
}
