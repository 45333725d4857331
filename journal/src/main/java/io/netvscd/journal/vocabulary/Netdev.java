package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.MacAddress;

/**
 * A Linux network device as rtnetlink and sysfs described it at one moment.
 *
 * @param ifindex      the kernel's number; reused after a device is gone, so it is never a key by itself
 * @param name         an attribute, never a key: udev renames
 * @param mac          the current address (IFLA_ADDRESS)
 * @param permanentMac the permanent address (IFLA_PERM_ADDRESS); {@link MacAddress#ZERO} while the driver has not filled it in
 * @param up           IFF_UP
 * @param carrier      IFF_UP, IFF_RUNNING and IFF_LOWER_UP
 * @param mtu          octets of payload
 * @param kind         IFLA_INFO_KIND ({@code veth}, {@code vlan}, {@code bond}, {@code tun} …), empty for hardware
 * @param pciAddress   {@code 0002:00:02.0} of the PCI function behind it, else empty
 * @param slot         the name of its PCI slot, a decimal serial on Hyper-V, else empty
 * @param promiscuous  IFF_PROMISC
 * @param masterIfindex the device it is enslaved to (IFLA_MASTER), else 0
 */
public record Netdev(
        int ifindex,
        String name,
        MacAddress mac,
        MacAddress permanentMac,
        boolean up,
        boolean carrier,
        int mtu,
        String kind,
        String pciAddress,
        String slot,
        boolean promiscuous,
        int masterIfindex) {
    /** The VF's key within its NIC: the PCI address, or {@code ifN} where there is none. */
    public String key() {
        return pciAddress.isEmpty() ? "if" + ifindex : pciAddress;
    }
}
