package io.netvscd.datapath.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads of routes, classifiers and queueing disciplines what says that somebody uses a device. What the kernel makes by itself for an
 * address or with a device says nothing, nor do rules of ours, nor a clsact, which is nothing but the place for rules.
 */
final class UseDecoder {
    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTM_NEWQDISC = 36;
    static final int RTM_DELQDISC = 37;
    static final int RTM_NEWTFILTER = 44;
    static final int RTM_DELTFILTER = 45;

    private static final int RTMSG_BYTES = 12;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int PROTOCOL_KERNEL = 2;
    private static final int TABLE_LOCAL = 255;
    private static final int RTN_UNICAST = 1;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int TC_H_ROOT = 0xffffffff;
    private static final int TC_H_INGRESS = 0xfffffff1;

    private UseDecoder() {
    }

    /** What a message tells of, if it is of any of these types and somebody's. */
    static Optional<DeviceUse> decode(NetlinkMessage message) throws NetlinkMalformed {
        return switch (message.type()) {
            case RTM_NEWROUTE, RTM_DELROUTE -> route(message);
            case RTM_NEWQDISC, RTM_DELQDISC -> qdisc(message);
            case RTM_NEWTFILTER, RTM_DELTFILTER -> filter(message);
            default -> Optional.empty();
        };
    }

    /** Whether a message of these types says that something is there, not gone. */
    static boolean isThere(NetlinkMessage message) {
        return message.type() == RTM_NEWROUTE || message.type() == RTM_NEWQDISC || message.type() == RTM_NEWTFILTER;
    }

    private static Optional<DeviceUse> route(NetlinkMessage message) throws NetlinkMalformed {
        ByteBuffer fixed = message.fixed(RTMSG_BYTES);
        int family = fixed.get(0);
        int prefix = Byte.toUnsignedInt(fixed.get(1));
        boolean kernels = fixed.get(5) == PROTOCOL_KERNEL || Byte.toUnsignedInt(fixed.get(4)) == TABLE_LOCAL
                || fixed.get(7) != RTN_UNICAST;
        if (kernels || family != AF_INET && family != AF_INET6) {
            return Optional.empty();
        }
        int ifindex = 0;
        String to = "default";
        for (Attribute attribute : message.attributes(RTMSG_BYTES)) {
            if (attribute.type() == RTA_OIF) {
                ifindex = attribute.u32();
            } else if (attribute.type() == RTA_DST) {
                to = inet(attribute) + "/" + prefix;
            }
        }
        return ifindex == 0 ? Optional.empty() : Optional.of(new DeviceUse(ifindex, "route " + to));
    }

    private static String inet(Attribute attribute) throws NetlinkMalformed {
        try {
            return InetAddress.getByAddress(attribute.octets()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new NetlinkMalformed("an address of " + attribute.value().limit() + " octets", attribute.offset());
        }
    }

    private static Optional<DeviceUse> qdisc(NetlinkMessage message) throws NetlinkMalformed {
        PlacedRule qdisc = PlacedRule.decode(message);
        boolean chosen = qdisc.handle() != 0 && qdisc.parent() == TC_H_ROOT;
        return chosen ? Optional.of(new DeviceUse(qdisc.ifindex(), "qdisc " + qdisc.kind())) : Optional.empty();
    }

    private static Optional<DeviceUse> filter(NetlinkMessage message) throws NetlinkMalformed {
        PlacedRule rule = PlacedRule.decode(message);
        if (TrafficRule.isOursToPut(rule.preference())) {
            return Optional.empty();
        }
        return Optional.of(new DeviceUse(
                rule.ifindex(), "filter " + rule.kind() + " pref " + rule.preference() + " at " + place(rule.parent())));
    }

    private static String place(int parent) {
        if (parent == TrafficRule.Hook.INGRESS.parent() || parent == TC_H_INGRESS) {
            return "ingress";
        }
        return parent == TrafficRule.Hook.EGRESS.parent()
                ? "egress"
                : Integer.toHexString(parent >>> 16) + ":" + Integer.toHexString(parent & 0xffff);
    }
}
