package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/** A number that the frames of one flow share, so that they stay in order on one of several channels. */
public final class FlowHash {
    private static final int ETHER_TYPE = 12;
    private static final int VLAN_BYTES = 4;
    private static final int IPV4 = 0x0008;
    private static final int IPV6 = 0xdd86;
    private static final int VLAN = 0x0081;
    private static final int TCP = 6;
    private static final int UDP = 17;
    /** More fragments, or not the first: the ports are not in every one of them. */
    private static final int FRAGMENT = 0xff3f;

    private FlowHash() {
    }

    /** Addresses and ports of TCP and UDP, addresses of other IP, 0 for all else; never negative. */
    public static int of(long frame, int frameBytes) {
        int at = ETHER_TYPE;
        if (frameBytes >= at + 2 + VLAN_BYTES && word(frame + at) == VLAN) {
            at += VLAN_BYTES;
        }
        if (frameBytes < at + 2) {
            return 0;
        }
        long ip = frame + at + 2;
        int left = frameBytes - at - 2;
        int type = word(frame + at);
        if (type == IPV4 && left >= 20) {
            long addresses = UnsafeApi.getLong(ip + 12);
            int header = (UnsafeApi.getByte(ip) & 0xf) << 2;
            boolean whole = (word(ip + 6) & FRAGMENT) == 0;
            return mixed(addresses + (whole ? ports(ip, UnsafeApi.getByte(ip + 9), header, left) : 0));
        }
        if (type == IPV6 && left >= 40) {
            long addresses = UnsafeApi.getLong(ip + 8) * 31 + UnsafeApi.getLong(ip + 16) * 17
                    + UnsafeApi.getLong(ip + 24) * 7 + UnsafeApi.getLong(ip + 32);
            return mixed(addresses + ports(ip, UnsafeApi.getByte(ip + 6), 40, left));
        }
        return 0;
    }

    private static long ports(long ip, int protocol, int header, int left) {
        return (protocol == TCP || protocol == UDP) && left >= header + 4
                ? UnsafeApi.getInt(ip + header) * 0x9e37_79b1L : 0;
    }

    private static int mixed(long sum) {
        long mixed = (sum ^ sum >>> 32) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 33);
    }

    private static int word(long address) {
        return UnsafeApi.getShort(address) & 0xffff;
    }
}
