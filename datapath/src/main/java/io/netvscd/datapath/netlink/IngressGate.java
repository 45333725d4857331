package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A traffic-control rule that drops all that a device receives, after packet sockets have had their copy: clsact, and a
 * classic BPF classifier of one instruction that says drop. It is known as ours by its preference, handle and kind
 * together.
 */
final class IngressGate {
    /** "nv"; below the 49152 from which the kernel picks for those who name none, so that ours is asked first. */
    private static final int PREFERENCE = 0x6e76;
    private static final int HANDLE = 0x6e76;
    private static final String KIND = "bpf";

    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_DELQDISC = 37;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_DELTFILTER = 45;
    private static final int RTM_GETTFILTER = 46;
    private static final int TCMSG_BYTES = 20;
    private static final int TC_H_CLSACT = 0xfffffff1;
    private static final int CLSACT_HANDLE = 0xffff0000;
    private static final int PARENT_INGRESS = 0xfffffff2;
    private static final int PARENT_EGRESS = 0xfffffff3;
    private static final int ETH_P_ALL_NETWORK_ORDER = 0x0300;

    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;
    private static final int TCA_BPF_OPS_LEN = 4;
    private static final int TCA_BPF_OPS = 5;
    private static final int TCA_BPF_FLAGS = 8;
    private static final int FLAG_ACT_DIRECT = 1;
    private static final int BPF_RETURN_CONSTANT = 6;
    private static final int TC_ACT_SHOT = 2;
    private static final int INSTRUCTION_BYTES = 8;

    private final RouteSocket socket;
    /** Devices whose clsact we made, which we take away when nobody else has come to use it. */
    private final Set<Integer> made = new HashSet<>();

    IngressGate(RouteSocket socket) {
        this.socket = socket;
    }

    synchronized void shut(int ifindex) throws IOException {
        makeClsact(ifindex);
        NetlinkRequest request = rule(RTM_NEWTFILTER, NetlinkRequest.CREATE, ifindex);
        int options = request.beginUnflagged(TCA_OPTIONS);
        request.u16(TCA_BPF_OPS_LEN, 1)
                .attribute(TCA_BPF_OPS, ByteBuffer.allocate(INSTRUCTION_BYTES).order(ByteOrder.nativeOrder())
                        .putShort((short) BPF_RETURN_CONSTANT).putShort((short) 0).putInt(TC_ACT_SHOT).array())
                .u32(TCA_BPF_FLAGS, FLAG_ACT_DIRECT)
                .end(options);
        socket.order(request, "RTM_NEWTFILTER ingress drop", "ifindex " + ifindex);
    }

    private void makeClsact(int ifindex) throws IOException {
        NetlinkRequest request = new NetlinkRequest(
                RTM_NEWQDISC, NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE | NetlinkRequest.ACKNOWLEDGE)
                .trafficControl(ifindex, CLSACT_HANDLE, TC_H_CLSACT, 0)
                .text(TCA_KIND, "clsact");
        try {
            socket.order(request, "RTM_NEWQDISC clsact", "ifindex " + ifindex);
            made.add(ifindex);
        } catch (ErrnoException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
        }
    }

    synchronized void open(int ifindex) throws IOException {
        if (isShut(ifindex)) {
            socket.order(rule(RTM_DELTFILTER, 0, ifindex), "RTM_DELTFILTER ingress drop", "ifindex " + ifindex);
        }
        boolean unused = filters(ifindex, PARENT_INGRESS).isEmpty() && filters(ifindex, PARENT_EGRESS).isEmpty();
        if (made.remove(ifindex) && unused) {
            NetlinkRequest request = new NetlinkRequest(RTM_DELQDISC, NetlinkRequest.ACKNOWLEDGE)
                    .trafficControl(ifindex, CLSACT_HANDLE, TC_H_CLSACT, 0);
            socket.order(request, "RTM_DELQDISC clsact", "ifindex " + ifindex);
        }
    }

    boolean isShut(int ifindex) throws IOException {
        for (NetlinkMessage filter : filters(ifindex, PARENT_INGRESS)) {
            ByteBuffer fixed = filter.fixed(TCMSG_BYTES);
            if (fixed.getInt(8) == HANDLE && fixed.getInt(16) >>> 16 == PREFERENCE && kind(filter).equals(KIND)) {
                return true;
            }
        }
        return false;
    }

    private static String kind(NetlinkMessage filter) throws NetlinkMalformed {
        for (Attribute attribute : filter.attributes(TCMSG_BYTES)) {
            if (attribute.type() == TCA_KIND) {
                return attribute.text();
            }
        }
        return "";
    }

    private List<NetlinkMessage> filters(int ifindex, int parent) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_GETTFILTER, NetlinkRequest.DUMP)
                .trafficControl(ifindex, 0, parent, 0);
        return socket.dump(request, "RTM_GETTFILTER", "ifindex " + ifindex);
    }

    private static NetlinkRequest rule(int type, int flags, int ifindex) {
        return new NetlinkRequest(type, flags | NetlinkRequest.ACKNOWLEDGE)
                .trafficControl(ifindex, HANDLE, PARENT_INGRESS, PREFERENCE << 16 | ETH_P_ALL_NETWORK_ORDER)
                .text(TCA_KIND, KIND);
    }
}
