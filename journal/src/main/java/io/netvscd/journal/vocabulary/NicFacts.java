package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.MacAddress;

/**
 * What the owners of a NIC need to know of its configuration, given to them when they start, so that a journal replays
 * without the configuration file.
 *
 * @param permanentMac     the address that a VF is matched by
 * @param anyDevice        {@code vf.devices = any}: netdevs off the PCI bus count too
 * @param takeoverDelayMs  between join and the first opening of the VF
 * @param hostless         {@code synthetic.type = netdev}: there is no host to ask for a switch and none that
 *                         associates
 * @param syntheticDevice  the netdev below the synthetic path (the device itself, or the embedded host's uplink), which
 *                         often has the VF's MAC and is never taken for one; empty where there is none
 */
public record NicFacts(
        String nic,
        MacAddress permanentMac,
        int mtu,
        boolean anyDevice,
        long takeoverDelayMs,
        boolean hostless,
        String syntheticDevice) {
    /** Facts of a NIC without a netdev below its synthetic path. */
    public NicFacts(
            String nic, MacAddress permanentMac, int mtu, boolean anyDevice, long takeoverDelayMs, boolean hostless) {
        this(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, "");
    }
}
