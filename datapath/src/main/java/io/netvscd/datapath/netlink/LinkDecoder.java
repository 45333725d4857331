package io.netvscd.datapath.netlink;

import static io.netvscd.datapath.netlink.IfLink.IFF_LOWER_UP;
import static io.netvscd.datapath.netlink.IfLink.IFF_PROMISC;
import static io.netvscd.datapath.netlink.IfLink.IFF_RUNNING;
import static io.netvscd.datapath.netlink.IfLink.IFF_UP;
import static io.netvscd.datapath.netlink.IfLink.IFLA_ADDRESS;
import static io.netvscd.datapath.netlink.IfLink.IFLA_ALT_IFNAME;
import static io.netvscd.datapath.netlink.IfLink.IFLA_IFALIAS;
import static io.netvscd.datapath.netlink.IfLink.IFLA_IFNAME;
import static io.netvscd.datapath.netlink.IfLink.IFLA_INFO_KIND;
import static io.netvscd.datapath.netlink.IfLink.IFLA_LINKINFO;
import static io.netvscd.datapath.netlink.IfLink.IFLA_MASTER;
import static io.netvscd.datapath.netlink.IfLink.IFLA_MTU;
import static io.netvscd.datapath.netlink.IfLink.IFLA_OPERSTATE;
import static io.netvscd.datapath.netlink.IfLink.IFLA_PARENT_DEV_BUS_NAME;
import static io.netvscd.datapath.netlink.IfLink.IFLA_PARENT_DEV_NAME;
import static io.netvscd.datapath.netlink.IfLink.IFLA_PERM_ADDRESS;
import static io.netvscd.datapath.netlink.IfLink.IFLA_PROP_LIST;
import static io.netvscd.datapath.netlink.IfLink.IFLA_XDP;
import static io.netvscd.datapath.netlink.IfLink.IFLA_XDP_ATTACHED;

import io.netvscd.datapath.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads RTM_NEWLINK and RTM_DELLINK: {@code struct ifinfomsg} and its attributes. */
final class LinkDecoder {
    private static final int IFINFO_BYTES = 16;
    private static final int AF_UNSPEC = 0;
    private static final int IFF_UP_RUNNING_LOWER_UP = IFF_UP | IFF_RUNNING | IFF_LOWER_UP;

    private String name = "";
    private MacAddress mac = MacAddress.ZERO;
    private MacAddress permanentMac = MacAddress.ZERO;
    private int mtu;
    private String kind = "";
    private int masterIfindex;
    private String alias = "";
    private int operationalState;
    private boolean program;
    private String parent = "";
    private String parentBus = "";
    private final List<String> alternativeNames = new ArrayList<>();

    private LinkDecoder() {
    }

    /**
     * Reads a message about a device; empty for one about something that a device is to another family (a port of a
     * bridge), and for the bare notices of wireless drivers, which name no device.
     */
    static Optional<LinkMessage> decode(NetlinkMessage message) throws NetlinkMalformed {
        ByteBuffer fixed = message.fixed(IFINFO_BYTES);
        List<Attribute> attributes = message.attributes(IFINFO_BYTES);
        if (fixed.get(0) != AF_UNSPEC) {
            return Optional.empty();
        }
        LinkDecoder decoder = new LinkDecoder();
        for (Attribute attribute : attributes) {
            decoder.take(attribute);
        }
        return decoder.name.isEmpty() ? Optional.empty() : Optional.of(decoder.link(fixed.getInt(4), fixed.getInt(8)));
    }

    private LinkMessage link(int ifindex, int flags) {
        return new LinkMessage(
                ifindex,
                name,
                mac,
                permanentMac,
                (flags & IFF_UP) != 0,
                (flags & IFF_UP_RUNNING_LOWER_UP) == IFF_UP_RUNNING_LOWER_UP,
                mtu,
                kind,
                parentBus.equals("pci") ? parent : "",
                "",
                (flags & IFF_PROMISC) != 0,
                masterIfindex,
                alternativeNames,
                alias,
                operationalState,
                program);
    }

    private void take(Attribute attribute) throws NetlinkMalformed {
        switch (attribute.type()) {
            case IFLA_IFNAME -> name = attribute.text();
            case IFLA_ADDRESS -> mac = attribute.mac();
            case IFLA_PERM_ADDRESS -> permanentMac = attribute.mac();
            case IFLA_MTU -> mtu = attribute.u32();
            case IFLA_MASTER -> masterIfindex = attribute.u32();
            case IFLA_OPERSTATE -> operationalState = attribute.u8();
            case IFLA_IFALIAS -> alias = attribute.text();
            case IFLA_PARENT_DEV_NAME -> parent = attribute.text();
            case IFLA_PARENT_DEV_BUS_NAME -> parentBus = attribute.text();
            case IFLA_LINKINFO -> takeKind(attribute);
            case IFLA_XDP -> takeProgram(attribute);
            case IFLA_PROP_LIST -> takeAlternativeNames(attribute);
            default -> { }
        }
    }

    private void takeKind(Attribute information) throws NetlinkMalformed {
        for (Attribute attribute : information.nested()) {
            if (attribute.type() == IFLA_INFO_KIND) {
                kind = attribute.text();
            }
        }
    }

    private void takeProgram(Attribute programs) throws NetlinkMalformed {
        for (Attribute attribute : programs.nested()) {
            program |= attribute.type() == IFLA_XDP_ATTACHED && attribute.u8() != 0;
        }
    }

    private void takeAlternativeNames(Attribute properties) throws NetlinkMalformed {
        for (Attribute attribute : properties.nested()) {
            if (attribute.type() == IFLA_ALT_IFNAME) {
                alternativeNames.add(attribute.text());
            }
        }
    }
}
