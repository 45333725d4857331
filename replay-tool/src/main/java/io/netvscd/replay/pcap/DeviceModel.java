package io.netvscd.replay.pcap;

import io.netvscd.datapath.netlink.FunctionError;
import io.netvscd.datapath.netlink.Uevent;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the kernel's device model said in one life of the daemon: uevents, made again of what was read of them. */
final class DeviceModel {
    /** By ifindex: the PCI function behind a netdev. */
    private final Map<Integer, String> functions = new HashMap<>();

    /** What brought about a turn, if it was a uevent and the function that it was about is known. */
    Optional<Uevent> heard(Input input) {
        if (input instanceof WatcherInput.NetdevSeen seen) {
            note(seen.netdev());
        } else if (input instanceof WatcherInput.NetdevDump dump) {
            functions.clear();
            dump.netdevs().forEach(this::note);
        } else if (input instanceof WatcherInput.NetdevGone gone) {
            functions.remove(gone.ifindex());
        } else if (input instanceof WatcherInput.PciAdded added) {
            return uevent("add", added.pciAddress());
        } else if (input instanceof WatcherInput.PciRemoved removed) {
            return uevent("remove", removed.pciAddress());
        } else if (input instanceof WatcherInput.NetdevGoingDown going) {
            return uevent("unbind", functions.get(going.ifindex()));
        } else if (input instanceof WatcherInput.FunctionService service) {
            return uevent("change", functions.get(service.ifindex()), "ERROR_EVENT", error(service.state()).word());
        }
        return Optional.empty();
    }

    private static FunctionError error(ServiceState state) {
        return switch (state) {
            case RECOVERING -> FunctionError.RECOVERING;
            case RECOVERED -> FunctionError.RECOVERED;
            case FAILED -> FunctionError.FAILED;
        };
    }

    private void note(Netdev netdev) {
        if (!netdev.pciAddress().isEmpty()) {
            functions.put(netdev.ifindex(), netdev.pciAddress());
        }
    }

    private static Optional<Uevent> uevent(String action, String function, String... more) {
        if (function == null) {
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ACTION", action);
        properties.put("SUBSYSTEM", "pci");
        properties.put("PCI_SLOT_NAME", function);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return Optional.of(new Uevent(action, "/devices/" + function, properties));
    }
}
