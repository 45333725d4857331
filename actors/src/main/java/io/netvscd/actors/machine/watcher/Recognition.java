package io.netvscd.actors.machine.watcher;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import java.util.List;
import java.util.Set;

/**
 * Whose VF a netdev is. The serial number is the master's business; here the MAC decides, as in hv_netvsc's second
 * pass.
 */
final class Recognition {
    /**
     * Kinds that can carry a VF's traffic by themselves; all others are built on top of another netdev or lead into a
     * process.
     */
    private static final Set<String> LAB_KINDS = Set.of("", "veth");

    private Recognition() {
    }

    /** The NIC that {@code netdev} is a VF of: by its permanent MAC or, where that says nothing, by its current one; else null. */
    static NicFacts nicOf(List<NicFacts> nics, Netdev netdev) {
        NicFacts byPermanentMac = byMac(nics, netdev, netdev.permanentMac());
        return byPermanentMac == null ? byMac(nics, netdev, netdev.mac()) : byPermanentMac;
    }

    /** Whether this kind of device could be a VF of any of the NICs. */
    static boolean couldBeVf(List<NicFacts> nics, Netdev netdev) {
        for (NicFacts nic : nics) {
            if (couldServe(nics, nic, netdev)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether {@code netdev} is the device that was recognised as {@code vf}. Once recognised, it may take any MAC (the
     * master's may have changed), but not a permanent one of another NIC.
     */
    static boolean isStill(List<NicFacts> nics, VfSighting vf, Netdev netdev) {
        if (!vf.vf().equals(netdev.key())) {
            return false;
        }
        NicFacts matching = nicOf(nics, netdev);
        boolean matches = matching == null ? !vf.earlierLife() : matching.nic().equals(vf.nic());
        return matches && couldServe(nics, vf.nic(), netdev);
    }

    private static boolean couldServe(List<NicFacts> nics, String name, Netdev netdev) {
        for (NicFacts nic : nics) {
            if (nic.nic().equals(name) && couldServe(nics, nic, netdev)) {
                return true;
            }
        }
        return false;
    }

    private static NicFacts byMac(List<NicFacts> nics, Netdev netdev, MacAddress mac) {
        for (NicFacts nic : nics) {
            if (!mac.equals(MacAddress.ZERO) && nic.permanentMac().equals(mac) && couldServe(nics, nic, netdev)) {
                return nic;
            }
        }
        return null;
    }

    private static boolean couldServe(List<NicFacts> nics, NicFacts nic, Netdev netdev) {
        boolean fits = nic.anyDevice()
                ? LAB_KINDS.contains(netdev.kind())
                : netdev.kind().isEmpty() && !netdev.pciAddress().isEmpty();
        return fits && !isAnyNicsOwn(nics, netdev.name());
    }

    /** Whether this is the name of a master, or of the device that a master sends on instead of a VF. */
    private static boolean isAnyNicsOwn(List<NicFacts> nics, String name) {
        for (NicFacts nic : nics) {
            if (name.equals(nic.nic()) || name.equals(nic.syntheticDevice())) {
                return true;
            }
        }
        return false;
    }
}
