package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads RTM_NEWLINK and RTM_DELLINK: {@code struct ifinfomsg} and its attributes. */
final class LinkDecoder {
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;

    private static final int IFINFO_BYTES = 16;
    private static final int AF_UNSPEC = 0;
    private static final int IFF_UP = 0x1;
    private static final int IFF_PROMISC = 0x100;
    private static final int IFF_UP_RUNNING_LOWER_UP = 0x10041;

    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_OPERSTATE = 16;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_IFALIAS = 20;
    private static final int IFLA_XDP = 43;
    private static final int IFLA_XDP_ATTACHED = 2;
    private static final int IFLA_PROP_LIST = 52;
    private static final int IFLA_ALT_IFNAME = 53;
    private static final int IFLA_PERM_ADDRESS = 54;
    private static final int IFLA_PARENT_DEV_NAME = 56;
    private static final int IFLA_PARENT_DEV_BUS_NAME = 57;

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
