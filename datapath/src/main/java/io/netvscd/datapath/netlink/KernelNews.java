package io.netvscd.datapath.netlink;

import static io.netvscd.datapath.netlink.AddressDecoder.AF_INET;
import static io.netvscd.datapath.netlink.AddressDecoder.AF_INET6;
import static io.netvscd.datapath.netlink.AddressDecoder.IFA_ADDRESS;
import static io.netvscd.datapath.netlink.AddressDecoder.RTM_DELADDR;
import static io.netvscd.datapath.netlink.AddressDecoder.RTM_NEWADDR;
import static io.netvscd.datapath.netlink.IfLink.IFF_LOWER_UP;
import static io.netvscd.datapath.netlink.IfLink.IFF_PROMISC;
import static io.netvscd.datapath.netlink.IfLink.IFF_RUNNING;
import static io.netvscd.datapath.netlink.IfLink.IFF_UP;
import static io.netvscd.datapath.netlink.IfLink.IFLA_ADDRESS;
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
import static io.netvscd.datapath.netlink.IfLink.RTM_DELLINK;
import static io.netvscd.datapath.netlink.IfLink.RTM_NEWLINK;

import io.netvscd.datapath.MacAddress;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel's side of rtnetlink, for a record of what it said: of each message what {@link LinkDecoder}, {@link AddressDecoder} and
 * {@link NetlinkAnswer} read of it, and nothing else.
 */
public final class KernelNews {
    /** NLM_F_MULTI: part of a dump. */
    private static final int PART = 0x02;
    /** NLM_F_CAPPED: of the request that is answered there is the header alone. */
    private static final int CAPPED = 0x100;
    private static final int ARPHRD_ETHER = 1;
    /** Of a device whose sort is not known. */
    private static final int ARPHRD_VOID = 0xffff;
    /** The kernel packs a dump into datagrams of at most twice as many. */
    private static final int DUMP_DATAGRAM_BYTES = 16 << 10;

    private KernelNews() {
    }

    /** A device is there, or changed (RTM_NEWLINK). Alternative names and XDP programs are left out. */
    public static byte[] linkSeen(LinkMessage link) {
        return link(RTM_NEWLINK, 0, link).encode(0);
    }

    /** A device is gone (RTM_DELLINK). */
    public static byte[] linkGone(int ifindex, String name) {
        return NetlinkRequest.news(RTM_DELLINK, 0)
                .link(ARPHRD_VOID, ifindex, 0, 0)
                .text(IFLA_IFNAME, name)
                .encode(0);
    }

    /** An address is on a device (RTM_NEWADDR). */
    public static byte[] addressSeen(AddressMessage address) {
        return address(RTM_NEWADDR, address);
    }

    /** An address is off a device (RTM_DELADDR). */
    public static byte[] addressGone(AddressMessage address) {
        return address(RTM_DELADDR, address);
    }

    /**
     * Every device there is, and the end of it, in as many datagrams as it takes.
     *
     * @param sequence of the request that it answers
     */
    public static List<byte[]> dump(List<LinkMessage> links, int sequence) {
        List<byte[]> datagrams = new ArrayList<>();
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        for (LinkMessage link : links) {
            datagram.writeBytes(link(RTM_NEWLINK, PART, link).encode(sequence));
            if (datagram.size() >= DUMP_DATAGRAM_BYTES) {
                datagrams.add(datagram.toByteArray());
                datagram.reset();
            }
        }
        datagram.writeBytes(NetlinkRequest.news(NetlinkMessage.DONE, PART).word(0).encode(sequence));
        datagrams.add(datagram.toByteArray());
        return datagrams;
    }

    /**
     * The verdict on a request (NLMSG_ERROR): done, with the header of the request behind it, or refused, with all of it.
     *
     * @param request as it went out
     * @param errno   0 for done
     */
    public static byte[] answer(byte[] request, int errno) {
        byte[] quoted = errno == 0 ? Arrays.copyOf(request, NetlinkMessage.HEADER_BYTES) : request;
        return NetlinkRequest.news(NetlinkMessage.ERROR, errno == 0 ? CAPPED : 0)
                .word(-errno)
                .octets(quoted)
                .encode(NetlinkRequest.sequence(request));
    }

    private static NetlinkRequest link(int type, int flags, LinkMessage link) {
        int state = (link.up() ? IFF_UP : 0) | (link.carrier() ? IFF_RUNNING | IFF_LOWER_UP : 0) | (link.promiscuous() ? IFF_PROMISC : 0);
        boolean ethernet = !link.mac().equals(MacAddress.ZERO);
        NetlinkRequest news = NetlinkRequest.news(type, flags)
                .link(ethernet ? ARPHRD_ETHER : ARPHRD_VOID, link.ifindex(), state, 0)
                .text(IFLA_IFNAME, link.name())
                .u32(IFLA_MTU, link.mtu());
        if (link.operationalState() != 0) {
            news.u8(IFLA_OPERSTATE, link.operationalState());
        }
        if (link.masterIfindex() != 0) {
            news.u32(IFLA_MASTER, link.masterIfindex());
        }
        if (ethernet) {
            news.attribute(IFLA_ADDRESS, link.mac().octets());
        }
        if (!link.permanentMac().equals(MacAddress.ZERO)) {
            news.attribute(IFLA_PERM_ADDRESS, link.permanentMac().octets());
        }
        if (!link.alias().isEmpty()) {
            news.text(IFLA_IFALIAS, link.alias());
        }
        if (!link.kind().isEmpty()) {
            int information = news.beginUnflagged(IFLA_LINKINFO);
            news.text(IFLA_INFO_KIND, link.kind()).end(information);
        }
        if (!link.pciAddress().isEmpty()) {
            news.text(IFLA_PARENT_DEV_NAME, link.pciAddress()).text(IFLA_PARENT_DEV_BUS_NAME, "pci");
        }
        return news;
    }

    private static byte[] address(int type, AddressMessage address) {
        byte[] octets = address.address().getAddress();
        int family = octets.length == Integer.BYTES ? AF_INET : AF_INET6;
        return NetlinkRequest.news(type, 0)
                .address(family, address.prefixLength(), address.ifindex())
                .attribute(IFA_ADDRESS, octets)
                .encode(0);
    }
}
