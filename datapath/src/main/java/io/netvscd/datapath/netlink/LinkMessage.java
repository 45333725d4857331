package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import java.util.List;

/**
 * A network device as RTM_NEWLINK, RTM_DELLINK or a dump describes it.
 *
 * @param ifindex          the kernel's number
 * @param name             IFLA_IFNAME
 * @param mac              IFLA_ADDRESS
 * @param permanentMac     IFLA_PERM_ADDRESS; {@link MacAddress#ZERO} where the driver gives none
 * @param up               IFF_UP
 * @param carrier          IFF_UP, IFF_RUNNING and IFF_LOWER_UP
 * @param mtu              IFLA_MTU
 * @param kind             IFLA_INFO_KIND, empty for hardware
 * @param pciAddress       the PCI function behind it, {@code 0002:00:02.0}; else empty
 * @param slot             the name of that function's slot; else empty. Not in the message: whoever reads sysfs fills
 *                         it in
 * @param promiscuous      IFF_PROMISC
 * @param masterIfindex    IFLA_MASTER, 0 for none
 * @param alternativeNames IFLA_ALT_IFNAME
 * @param alias            IFLA_IFALIAS, else empty
 * @param operationalState IFLA_OPERSTATE (RFC 2863: 2 down, 6 up), 0 where unknown
 * @param program          an XDP program is attached (IFLA_XDP)
 */
public record LinkMessage(
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
        int masterIfindex,
        List<String> alternativeNames,
        String alias,
        int operationalState,
        boolean program) {
    public LinkMessage {
        alternativeNames = List.copyOf(alternativeNames);
    }

    /** The same with what sysfs knows. */
    public LinkMessage withPci(String address, String slotName) {
        return new LinkMessage(ifindex, name, mac, permanentMac, up, carrier, mtu, kind, address, slotName, promiscuous,
                masterIfindex, alternativeNames, alias, operationalState, program);
    }
}
