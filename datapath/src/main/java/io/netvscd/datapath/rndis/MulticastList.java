package io.netvscd.datapath.rndis;

import io.netvscd.datapath.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The groups that {@link PacketFilter#MULTICAST} lets through: what {@link Oid#ETHERNET_MULTICAST_LIST} is set to, six
 * octets for each.
 */
public final class MulticastList {
    /** The most groups that a netvsc lists; one that needs more asks for all. */
    public static final int GROUPS_MAX = 32;

    private MulticastList() {
    }

    /** The list of these groups. */
    public static Information of(List<MacAddress> groups) {
        byte[] octets = new byte[groups.size() * MacAddress.BYTES];
        for (int i = 0; i < groups.size(); i++) {
            System.arraycopy(groups.get(i).octets(), 0, octets, i * MacAddress.BYTES, MacAddress.BYTES);
        }
        return Information.of(octets);
    }

    /** The groups of a list; empty when it is none, or names what is no group. */
    public static Optional<List<MacAddress>> read(Information list) {
        byte[] octets = list.toArray();
        if (octets.length % MacAddress.BYTES != 0 || octets.length > GROUPS_MAX * MacAddress.BYTES) {
            return Optional.empty();
        }
        List<MacAddress> groups = new ArrayList<>();
        for (int at = 0; at < octets.length; at += MacAddress.BYTES) {
            groups.add(MacAddress.of(octets, at));
        }
        return groups.stream().allMatch(MacAddress::isGroup) ? Optional.of(groups) : Optional.empty();
    }
}
