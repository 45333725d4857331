package io.netvscd.replay.whatif;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;

/** A network device's look in the making. */
final class Look {
    private final int ifindex;
    private final String kind;
    private MacAddress permanentMac;
    private String pciAddress;
    private String slot;
    private String name;
    private MacAddress mac;
    private boolean up;
    private boolean carrier;
    private int mtu;
    private boolean promiscuous;
    private int masterIfindex;

    Look(Netdev netdev) {
        ifindex = netdev.ifindex();
        permanentMac = netdev.permanentMac();
        kind = netdev.kind();
        pciAddress = netdev.pciAddress();
        slot = netdev.slot();
        name = netdev.name();
        mac = netdev.mac();
        up = netdev.up();
        carrier = netdev.carrier();
        mtu = netdev.mtu();
        promiscuous = netdev.promiscuous();
        masterIfindex = netdev.masterIfindex();
    }

    Look name(String now) {
        name = now;
        return this;
    }

    Look mac(MacAddress now) {
        mac = now;
        return this;
    }

    Look up(boolean now) {
        up = now;
        return this;
    }

    Look carrier(boolean now) {
        carrier = now;
        return this;
    }

    Look mtu(int now) {
        mtu = now;
        return this;
    }

    Look promiscuous(boolean now) {
        promiscuous = now;
        return this;
    }

    /** Everything changes here that changed between two other looks, the carrier aside. */
    Look changed(Netdev before, Netdev now) {
        name = before.name().equals(now.name()) ? name : now.name();
        mac = before.mac().equals(now.mac()) ? mac : now.mac();
        permanentMac = before.permanentMac().equals(now.permanentMac()) ? permanentMac : now.permanentMac();
        pciAddress = before.pciAddress().equals(now.pciAddress()) ? pciAddress : now.pciAddress();
        slot = before.slot().equals(now.slot()) ? slot : now.slot();
        up = before.up() == now.up() ? up : now.up();
        mtu = before.mtu() == now.mtu() ? mtu : now.mtu();
        promiscuous = before.promiscuous() == now.promiscuous() ? promiscuous : now.promiscuous();
        masterIfindex = before.masterIfindex() == now.masterIfindex() ? masterIfindex : now.masterIfindex();
        return this;
    }

    Netdev done() {
        return new Netdev(ifindex, name, mac, permanentMac, up, carrier, mtu, kind, pciAddress, slot, promiscuous, masterIfindex);
    }
}
