package io.netvscd.actors.machine.watcher;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import java.util.List;
import java.util.Optional;
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

    /** The NIC that {@code netdev} is a VF of: by its permanent MAC or, where that says nothing, by its current one. */
    static Optional<NicFacts> nicOf(List<NicFacts> nics, Netdev netdev) {
        return byMac(nics, netdev, netdev.permanentMac()).or(() -> byMac(nics, netdev, netdev.mac()));
    }

    /** Whether this kind of device could be a VF of any of the NICs. */
    static boolean couldBeVf(List<NicFacts> nics, Netdev netdev) {
        return nics.stream().anyMatch(nic -> couldServe(nics, nic, netdev));
    }

    /**
     * Whether {@code netdev} is the device that was recognised as {@code vf}. Once recognised, it may take any MAC (the
     * master's may have changed), but not a permanent one of another NIC.
     */
    static boolean isStill(List<NicFacts> nics, VfSighting vf, Netdev netdev) {
        boolean could = nics.stream().anyMatch(nic -> nic.nic().equals(vf.nic()) && couldServe(nics, nic, netdev));
        boolean matches = nicOf(nics, netdev).map(nic -> nic.nic().equals(vf.nic())).orElse(!vf.earlierLife());
        return could && matches && vf.vf().equals(netdev.key());
    }

    private static Optional<NicFacts> byMac(List<NicFacts> nics, Netdev netdev, MacAddress mac) {
        return nics.stream()
                .filter(nic -> !mac.equals(MacAddress.ZERO) && nic.permanentMac().equals(mac)
                        && couldServe(nics, nic, netdev))
                .findFirst();
    }

    private static boolean couldServe(List<NicFacts> nics, NicFacts nic, Netdev netdev) {
        boolean fits = nic.anyDevice()
                ? LAB_KINDS.contains(netdev.kind())
                : netdev.kind().isEmpty() && !netdev.pciAddress().isEmpty();
        return fits && nics.stream().noneMatch(any ->
                netdev.name().equals(any.nic()) || netdev.name().equals(any.syntheticDevice()));
    }
}
