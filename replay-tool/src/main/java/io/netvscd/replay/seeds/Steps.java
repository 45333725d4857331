package io.netvscd.replay.seeds;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.VfStep;

/** Steps with no more said than each needs. */
final class Steps {
    private Steps() {
    }

    static HostStep host(HostStep.Verb verb) {
        return new HostStep(verb, false, 0, false, "", Bytes.EMPTY);
    }

    static HostStep association(boolean allocated, int serial) {
        return new HostStep(HostStep.Verb.VF_ASSOCIATION, allocated, serial, false, "", Bytes.EMPTY);
    }

    static HostStep link(boolean up) {
        return new HostStep(HostStep.Verb.LINK, false, 0, up, "", Bytes.EMPTY);
    }

    static HostStep limitVersion(String version) {
        return new HostStep(HostStep.Verb.LIMIT_VERSION, false, 0, false, version, Bytes.EMPTY);
    }

    static HostStep raw(byte[] payload) {
        return new HostStep(HostStep.Verb.RAW, false, 0, false, "", Bytes.of(payload));
    }

    /** 0: none is refused any more. */
    static HostStep refuseOid(int oid) {
        byte[] octets = {(byte) (oid >>> 24), (byte) (oid >>> 16), (byte) (oid >>> 8), (byte) oid};
        return new HostStep(HostStep.Verb.REFUSE_OID, false, 0, false, "", Bytes.of(octets));
    }

    static VfStep plug(String name, MacAddress mac, String slot) {
        return new VfStep(VfStep.Verb.PLUG, name, mac, slot);
    }

    static VfStep vf(VfStep.Verb verb, String name) {
        return new VfStep(verb, name, MacAddress.ZERO, "");
    }

    static NetdevStep netdev(NetdevStep.Verb verb, String name) {
        return new NetdevStep(verb, name, MacAddress.ZERO, "", true, "", -1, false, "", false);
    }

    static NetdevStep register(String name, MacAddress mac, String slot, boolean carrier) {
        return new NetdevStep(NetdevStep.Verb.REGISTER, name, mac, slot, carrier, "", -1, false, "", false);
    }

    static NetdevStep carrier(String name, boolean up) {
        return new NetdevStep(NetdevStep.Verb.CARRIER, name, MacAddress.ZERO, "", up, "", -1, false, "", false);
    }

    static NetdevStep rename(String name, String to) {
        return new NetdevStep(NetdevStep.Verb.RENAME, name, MacAddress.ZERO, "", true, to, -1, false, "", false);
    }

    static NetdevStep mtuByHand(String name, int mtu) {
        return new NetdevStep(NetdevStep.Verb.MTU, name, MacAddress.ZERO, "", true, "", mtu, false, "", false);
    }

    static NetdevStep refuseMtu(String name) {
        return new NetdevStep(NetdevStep.Verb.MTU, name, MacAddress.ZERO, "", true, "", -1, true, "", false);
    }

    static NetdevStep address(String name, String ip, boolean remove) {
        return new NetdevStep(
                NetdevStep.Verb.ADDRESS, name, MacAddress.ZERO, "", true, "", -1, false, ip, remove);
    }

    static AdminStep admin(AdminStep.Verb verb) {
        return new AdminStep(verb, 0, MacAddress.ZERO, false);
    }

    static AdminStep mtu(int mtu) {
        return new AdminStep(AdminStep.Verb.MTU, mtu, MacAddress.ZERO, false);
    }

    static AdminStep mac(MacAddress mac) {
        return new AdminStep(AdminStep.Verb.MAC, 0, mac, false);
    }

    static AdminStep promiscuous(boolean on) {
        return new AdminStep(AdminStep.Verb.PROMISCUOUS, 0, MacAddress.ZERO, on);
    }
}
