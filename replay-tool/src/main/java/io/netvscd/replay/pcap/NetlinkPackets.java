package io.netvscd.replay.pcap;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.netlink.AddressMessage;
import io.netvscd.datapath.netlink.KernelNews;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.datapath.netlink.LinkRequests;
import io.netvscd.datapath.netlink.NetlinkRequest;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rtnetlink said and was asked in one life of the daemon, as packets of link type NETLINK: a header of 16 octets in network order,
 * then the datagram. The journal holds what was read of each, so they are made again of that, and hold nothing else.
 *
 * <pre>
 * 0 u16 6 from the kernel, 7 to it   2 u16 ARPHRD_NETLINK   4 zero   14 u16 NETLINK_ROUTE   16 datagram
 * </pre>
 */
final class NetlinkPackets {
    private static final int HEADER_BYTES = 16;
    private static final int FROM_KERNEL = 6;
    private static final int TO_KERNEL = 7;
    private static final int ARPHRD_NETLINK = 824;
    private static final int MAC_BITS = 48;
    private static final int ROUTE = 0;
    /** Longer than anything that the kernel has for a name; what a journal says beyond it was never in a message. */
    private static final int TEXT_BYTES_MAX = 255;

    /** What is asked of a device that goes is not answered. */
    private static final int REQUESTS_MAX = 1000;

    /** A request that has not been answered. */
    private record Asked(OwnerId owner, NetdevSetting setting, long generation) {
    }

    private final Map<Asked, byte[]> requests = new LinkedHashMap<>();
    private int sequence;
    private int dumpSequence;

    /** What brought about a turn: one packet, more for a dump, none where it did not come from the kernel. */
    List<byte[]> heard(OwnerId owner, Input input) {
        if (input instanceof WatcherInput.NetdevSeen seen) {
            return fits(seen.netdev()) ? news(KernelNews.linkSeen(known(seen.netdev()))) : List.of();
        } else if (input instanceof WatcherInput.NetdevGone gone) {
            return fits(gone.name()) ? news(KernelNews.linkGone(gone.ifindex(), gone.name())) : List.of();
        } else if (input instanceof WatcherInput.NetdevDump dump) {
            return dump(dump.netdevs());
        } else if (input instanceof WatcherInput.AddressChanged changed) {
            return address(changed);
        } else if (input instanceof VfInput.VfNetdevResult result) {
            byte[] request = requests.remove(new Asked(owner, result.setting(), result.generation()));
            return request == null ? List.of() : news(KernelNews.answer(request, result.errno()));
        }
        return List.of();
    }

    private List<byte[]> dump(List<Netdev> netdevs) {
        List<LinkMessage> links = netdevs.stream().filter(NetlinkPackets::fits).map(NetlinkPackets::known).toList();
        return KernelNews.dump(links, dumpSequence).stream()
                .map(datagram -> packet(FROM_KERNEL, datagram))
                .toList();
    }

    private static List<byte[]> address(WatcherInput.AddressChanged changed) {
        return AddressMessage.parse(changed.ifindex(), changed.address())
                .map(address -> changed.present() ? KernelNews.addressSeen(address) : KernelNews.addressGone(address))
                .map(NetlinkPackets::news)
                .orElse(List.of());
    }

    /** What an action asks of the kernel, null where it asks nothing or more than is recorded. */
    byte[] asked(OwnerId owner, Action action) {
        if (action instanceof Action.RequestDump) {
            dumpSequence = ++sequence;
            return packet(TO_KERNEL, LinkRequests.dump().encode(dumpSequence));
        } else if (action instanceof Action.SetNetdev set) {
            NetlinkRequest request = request(set);
            if (request != null) {
                byte[] datagram = request.encode(++sequence);
                await(new Asked(owner, set.setting(), set.generation()), datagram);
                return packet(TO_KERNEL, datagram);
            }
        }
        return null;
    }

    private void await(Asked asked, byte[] datagram) {
        requests.put(asked, datagram);
        if (requests.size() > REQUESTS_MAX) {
            requests.remove(requests.keySet().iterator().next());
        }
    }

    private static NetlinkRequest request(Action.SetNetdev set) {
        int ifindex = set.ifindex();
        boolean on = set.value() != 0;
        return switch (set.setting()) {
            case MTU -> LinkRequests.mtu(ifindex, (int) set.value());
            case MAC -> set.value() >>> MAC_BITS == 0 ? LinkRequests.mac(ifindex, new MacAddress(set.value())) : null;
            case PROMISCUOUS -> LinkRequests.promiscuous(ifindex, on);
            case ADMIN -> LinkRequests.up(ifindex, on);
            // Several requests, each depending on what was found.
            case ISOLATION, PARKED -> null;
        };
    }

    private static LinkMessage known(Netdev netdev) {
        return new LinkMessage(netdev.ifindex(), netdev.name(), netdev.mac(), netdev.permanentMac(), netdev.up(), netdev.carrier(),
                netdev.mtu(), netdev.kind(), netdev.pciAddress(), netdev.slot(), netdev.promiscuous(), netdev.masterIfindex(),
                List.of(), "", 0, false);
    }

    private static boolean fits(Netdev netdev) {
        return fits(netdev.name()) && fits(netdev.kind()) && fits(netdev.pciAddress());
    }

    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= TEXT_BYTES_MAX;
    }

    private static List<byte[]> news(byte[] datagram) {
        return List.of(packet(FROM_KERNEL, datagram));
    }

    private static byte[] packet(int direction, byte[] datagram) {
        return ByteBuffer.allocate(HEADER_BYTES + datagram.length)
                .putShort((short) direction)
                .putShort((short) ARPHRD_NETLINK)
                .putShort(HEADER_BYTES - Short.BYTES, (short) ROUTE)
                .position(HEADER_BYTES)
                .put(datagram)
                .array();
    }
}
