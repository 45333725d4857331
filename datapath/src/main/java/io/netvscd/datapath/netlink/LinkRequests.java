package io.netvscd.datapath.netlink;

import static io.netvscd.datapath.netlink.AddressDecoder.AF_INET6;
import static io.netvscd.datapath.netlink.IfLink.IFF_PROMISC;
import static io.netvscd.datapath.netlink.IfLink.IFF_UP;
import static io.netvscd.datapath.netlink.IfLink.IFLA_ADDRESS;
import static io.netvscd.datapath.netlink.IfLink.IFLA_AF_SPEC;
import static io.netvscd.datapath.netlink.IfLink.IFLA_ALT_IFNAME;
import static io.netvscd.datapath.netlink.IfLink.IFLA_EXT_MASK;
import static io.netvscd.datapath.netlink.IfLink.IFLA_IFALIAS;
import static io.netvscd.datapath.netlink.IfLink.IFLA_INET6_ADDR_GEN_MODE;
import static io.netvscd.datapath.netlink.IfLink.IFLA_MTU;
import static io.netvscd.datapath.netlink.IfLink.IFLA_PROP_LIST;
import static io.netvscd.datapath.netlink.IfLink.RTM_DELLINK;
import static io.netvscd.datapath.netlink.IfLink.RTM_DELLINKPROP;
import static io.netvscd.datapath.netlink.IfLink.RTM_GETLINK;
import static io.netvscd.datapath.netlink.IfLink.RTM_NEWLINKPROP;
import static io.netvscd.datapath.netlink.IfLink.RTM_SETLINK;

import io.netvscd.datapath.MacAddress;
import java.nio.charset.StandardCharsets;

/** What asks the kernel about devices, and to change one thing of a device: RTM_GETLINK, RTM_SETLINK and their relatives. */
public final class LinkRequests {
    private static final int SKIP_STATISTICS = 8;
    private static final int IN6_ADDR_GEN_MODE_EUI64 = 0;
    private static final int IN6_ADDR_GEN_MODE_NONE = 1;
    private static final int ALIAS_BYTES_MAX = 255;
    private static final int ALTERNATIVE_NAME_BYTES_MAX = 127;

    private LinkRequests() {
    }

    /** Every device there is. */
    public static NetlinkRequest dump() {
        return new NetlinkRequest(RTM_GETLINK, NetlinkRequest.DUMP).link(0, 0, 0).u32(IFLA_EXT_MASK, SKIP_STATISTICS);
    }

    /** One device. */
    static NetlinkRequest one(int ifindex) {
        return new NetlinkRequest(RTM_GETLINK, 0).link(ifindex, 0, 0).u32(IFLA_EXT_MASK, SKIP_STATISTICS);
    }

    /** Sets a device up or down (IFF_UP). */
    public static NetlinkRequest up(int ifindex, boolean up) {
        return flag(ifindex, IFF_UP, up);
    }

    /** Has a device take frames for every address, or not (IFF_PROMISC). */
    public static NetlinkRequest promiscuous(int ifindex, boolean promiscuous) {
        return flag(ifindex, IFF_PROMISC, promiscuous);
    }

    private static NetlinkRequest flag(int ifindex, int flag, boolean on) {
        return new NetlinkRequest(RTM_SETLINK, NetlinkRequest.ACKNOWLEDGE).link(ifindex, on ? flag : 0, flag);
    }

    /** Sets the MTU in octets of payload. */
    public static NetlinkRequest mtu(int ifindex, int mtu) {
        return change(ifindex).u32(IFLA_MTU, mtu);
    }

    /** Sets the address. */
    public static NetlinkRequest mac(int ifindex, MacAddress mac) {
        return change(ifindex).attribute(IFLA_ADDRESS, mac.octets());
    }

    /** Sets the text that tools show beside a device, at most {@value #ALIAS_BYTES_MAX} octets; empty takes it away. */
    static NetlinkRequest alias(int ifindex, String alias) {
        return change(ifindex).text(IFLA_IFALIAS, bounded(alias, ALIAS_BYTES_MAX));
    }

    /** Whether the kernel gives a device IPv6 addresses of its own making. */
    static NetlinkRequest ipv6Autoconfiguration(int ifindex, boolean enabled) {
        NetlinkRequest request = change(ifindex);
        int families = request.begin(IFLA_AF_SPEC);
        int ipv6 = request.begin(AF_INET6);
        request.u8(IFLA_INET6_ADDR_GEN_MODE, enabled ? IN6_ADDR_GEN_MODE_EUI64 : IN6_ADDR_GEN_MODE_NONE);
        return request.end(ipv6).end(families);
    }

    /** Gives a device a second name that it can be called by. */
    static NetlinkRequest addAlternativeName(int ifindex, String name) {
        return property(RTM_NEWLINKPROP, NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE, ifindex, name);
    }

    /** Takes a second name away. */
    static NetlinkRequest removeAlternativeName(int ifindex, String name) {
        return property(RTM_DELLINKPROP, 0, ifindex, name);
    }

    private static NetlinkRequest property(int type, int flags, int ifindex, String name) {
        NetlinkRequest request = new NetlinkRequest(type, flags | NetlinkRequest.ACKNOWLEDGE).link(ifindex, 0, 0);
        int properties = request.begin(IFLA_PROP_LIST);
        return request.text(IFLA_ALT_IFNAME, bounded(name, ALTERNATIVE_NAME_BYTES_MAX)).end(properties);
    }

    /** Deletes a device that can be deleted. */
    static NetlinkRequest delete(int ifindex) {
        return new NetlinkRequest(RTM_DELLINK, NetlinkRequest.ACKNOWLEDGE).link(ifindex, 0, 0);
    }

    private static NetlinkRequest change(int ifindex) {
        return new NetlinkRequest(RTM_SETLINK, NetlinkRequest.ACKNOWLEDGE).link(ifindex, 0, 0);
    }

    private static String bounded(String text, int bytesMax) {
        if (text.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            throw new IllegalArgumentException("more than " + bytesMax + " octets: " + text);
        }
        return text;
    }
}
