package io.netvscd.actors.machine;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;

/** Netdevs for tests, changed one attribute at a time. */
public final class Netdevs {
    /** Of the NIC eth0, and of its VF. */
    public static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    public static final MacAddress OTHER_MAC = MacAddress.parse("00:15:5d:0a:00:02");

    private Netdevs() {
    }

    /** A VF on the PCI bus with the NIC's MAC, down, MTU 1500. */
    public static Netdev vf(int ifindex) {
        return new Netdev(ifindex, "enP2p0s2", MAC, MAC, false, false, 1500, "", "0002:00:02.0", "2", false, 0);
    }

    /** A veth end: it has no permanent MAC. */
    public static Netdev veth(int ifindex, MacAddress mac) {
        return new Netdev(ifindex, "vf0", mac, MacAddress.ZERO, false, false, 1500, "veth", "", "", false, 0);
    }

    public static Netdev named(Netdev d, String name) {
        return new Netdev(d.ifindex(), name, d.mac(), d.permanentMac(), d.up(), d.carrier(), d.mtu(), d.kind(),
                d.pciAddress(), d.slot(), d.promiscuous(), d.masterIfindex());
    }

    public static Netdev withMac(Netdev d, MacAddress mac) {
        return new Netdev(d.ifindex(), d.name(), mac, d.permanentMac(), d.up(), d.carrier(), d.mtu(), d.kind(),
                d.pciAddress(), d.slot(), d.promiscuous(), d.masterIfindex());
    }

    public static Netdev withPermanentMac(Netdev d, MacAddress mac) {
        return new Netdev(d.ifindex(), d.name(), d.mac(), mac, d.up(), d.carrier(), d.mtu(), d.kind(),
                d.pciAddress(), d.slot(), d.promiscuous(), d.masterIfindex());
    }

    public static Netdev up(Netdev d) {
        return flags(d, true, true);
    }

    public static Netdev down(Netdev d) {
        return flags(d, false, false);
    }

    public static Netdev withoutCarrier(Netdev d) {
        return flags(d, true, false);
    }

    public static Netdev withMtu(Netdev d, int mtu) {
        return new Netdev(d.ifindex(), d.name(), d.mac(), d.permanentMac(), d.up(), d.carrier(), mtu, d.kind(),
                d.pciAddress(), d.slot(), d.promiscuous(), d.masterIfindex());
    }

    public static Netdev ofKind(Netdev d, String kind) {
        return new Netdev(d.ifindex(), d.name(), d.mac(), d.permanentMac(), d.up(), d.carrier(), d.mtu(), kind,
                d.pciAddress(), d.slot(), d.promiscuous(), d.masterIfindex());
    }

    public static Netdev at(Netdev d, String pciAddress, String slot) {
        return new Netdev(d.ifindex(), d.name(), d.mac(), d.permanentMac(), d.up(), d.carrier(), d.mtu(), d.kind(),
                pciAddress, slot, d.promiscuous(), d.masterIfindex());
    }

    private static Netdev flags(Netdev d, boolean up, boolean carrier) {
        return new Netdev(d.ifindex(), d.name(), d.mac(), d.permanentMac(), up, carrier, d.mtu(), d.kind(),
                d.pciAddress(), d.slot(), d.promiscuous(), d.masterIfindex());
    }
}
