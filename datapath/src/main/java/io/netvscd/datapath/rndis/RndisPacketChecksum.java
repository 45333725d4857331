package io.netvscd.datapath.rndis;

import org.agrona.UnsafeApi;

/**
 * The Internet checksum (RFC 1071) and what large-send offload does to the headers of a segment. Addresses are
 * native.
 */
final class RndisPacketChecksum {
    private static final int IP_OFFSET = 14;
    private static final int TCP = 6;

    private RndisPacketChecksum() {
    }

    /**
     * Finishes a checksum of which the field already holds the pseudo header's sum (virtio NEEDS_CSUM).
     *
     * @param start  where summing begins, in octets from the frame's start
     * @param offset of the checksum field from there
     */
    static void complete(long frame, int frameBytes, int start, int offset) {
        int sum = ~fold(sum(frame + start, frameBytes - start)) & 0xffff;
        UnsafeApi.putShort(frame + start + offset, (short) (sum == 0 ? 0xffff : sum));
    }

    /**
     * The headers as a Hyper-V host wants them for a large send: no total length, and a pseudo header sum without
     * one.
     */
    static void prepareLargeSend(long frame, boolean ipv6, int tcpOffset) {
        long ip = frame + IP_OFFSET;
        if (ipv6) {
            UnsafeApi.putShort(ip + 4, (short) 0);
        } else {
            UnsafeApi.putShort(ip + 2, (short) 0);
            UnsafeApi.putShort(ip + 10, (short) 0);
        }
        putPseudoHeader(ip, ipv6, frame + tcpOffset, 0);
    }

    /**
     * The inverse: headers as virtio and the Linux stack want them for a segment that is still to be cut.
     *
     * @param ipv4HeaderBytes 0 for IPv6
     */
    static void restoreLargeSend(long frame, int frameBytes, int ipv4HeaderBytes, int tcpOffset) {
        long ip = frame + IP_OFFSET;
        boolean ipv6 = ipv4HeaderBytes == 0;
        if (ipv6) {
            putBig16(ip + 4, frameBytes - IP_OFFSET - 40);
        } else {
            putBig16(ip + 2, frameBytes - IP_OFFSET);
            finishIpv4(ip, ipv4HeaderBytes);
        }
        putPseudoHeader(ip, ipv6, frame + tcpOffset, frameBytes - tcpOffset);
    }

    /** Puts the header checksum into an IPv4 header. */
    static void finishIpv4(long ip, int headerBytes) {
        UnsafeApi.putShort(ip + 10, (short) 0);
        UnsafeApi.putShort(ip + 10, (short) ~fold(sum(ip, headerBytes)));
    }

    /** Puts the pseudo header's sum where a TCP checksum goes, as whoever finishes it expects. */
    static void putPseudoHeader(long ip, boolean ipv6, long tcp, int tcpBytes) {
        UnsafeApi.putShort(tcp + 16, (short) fold(pseudoHeader(ip, ipv6, tcpBytes)));
    }

    /** Sums 16-bit words in memory order; an odd last octet counts as the first of a word. */
    static long sum(long address, int bytes) {
        long sum = 0;
        long at = address;
        int left = bytes;
        while (left >= 8) {
            long word = UnsafeApi.getLong(at);
            sum += (word & 0xffff_ffffL) + (word >>> 32);
            at += 8;
            left -= 8;
        }
        while (left >= 2) {
            sum += UnsafeApi.getShort(at) & 0xffff;
            at += 2;
            left -= 2;
        }
        return left == 0 ? sum : sum + (UnsafeApi.getByte(at) & 0xff);
    }

    /** Folds a sum to 16 bits, in memory order. */
    static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }

    static int big16(long address) {
        return Short.reverseBytes(UnsafeApi.getShort(address)) & 0xffff;
    }

    static void putBig16(long address, int value) {
        UnsafeApi.putShort(address, Short.reverseBytes((short) value));
    }

    private static long pseudoHeader(long ip, boolean ipv6, int tcpBytes) {
        long addresses = ipv6 ? sum(ip + 8, 32) : sum(ip + 12, 8);
        return addresses + (Short.reverseBytes((short) TCP) & 0xffff) + (Short.reverseBytes((short) tcpBytes) & 0xffff);
    }
}
