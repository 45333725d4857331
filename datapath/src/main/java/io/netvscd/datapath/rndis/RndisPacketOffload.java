package io.netvscd.datapath.rndis;

import io.netvscd.datapath.port.Burst;
import org.agrona.UnsafeApi;

/**
 * Translates between the {@code virtio_net_hdr} in front of a frame in a {@link Burst} and RNDIS per-packet info.
 * What a guest sends asks for work (finish this checksum, cut this segment); what a host delivers says what has been
 * checked, and may, between an embedded host and its guest, hand on a segment that is still whole as a large-send
 * element.
 */
final class RndisPacketOffload {
    /**
     * virtio_net_hdr: flags u8 @0, gso_type u8 @1, hdr_len u16 @2, gso_size u16 @4, csum_start u16 @6, csum_offset
     * u16 @8.
     */
    private static final int FLAGS = 0;
    private static final int GSO_TYPE = 1;
    private static final int HEADER_LENGTH = 2;
    private static final int GSO_SIZE = 4;
    private static final int CSUM_START = 6;
    private static final int CSUM_OFFSET = 8;

    private static final int NEEDS_CSUM = 1;
    private static final int DATA_VALID = 2;
    private static final int GSO_TCPV4 = 1;
    private static final int GSO_TCPV6 = 4;
    private static final int GSO_ECN = 0x80;

    private static final int TCP_CSUM_OFFSET = 16;
    private static final int UDP_CSUM_OFFSET = 6;
    private static final int TCP_HEADER_BYTES = 20;
    private static final int ETHERNET_BYTES = 14;
    private static final int OFFSET_LIMIT = 1 << 10;

    private static final int SEND_IPV4 = 1;
    private static final int SEND_IPV6 = 2;
    private static final int SEND_TCP = 4;
    private static final int SEND_UDP = 8;
    private static final int RECEIVED_GOOD = 1 << 3 | 1 << 4;
    private static final int LARGE_SEND_V2 = 1 << 30;
    private static final int LARGE_SEND_IPV6 = 1 << 31;

    private RndisPacketOffload() {
    }

    /**
     * Guest, sending: puts what the header in front of {@code source} asks for into {@code info} and brings the
     * headers of the copy into the shape that a host expects. A checksum that no element can ask for is finished
     * here.
     *
     * @param source     the frame as it arrived, with its header in front
     * @param copy       the frame as it will be sent, without a VLAN tag
     * @param copyBytes  its size
     * @param tagBytes   octets of VLAN tag that were taken out: 0 or 4
     * @param agreed     bits of {@link Offload}: what the host may be asked for
     * @return false when the header cannot be honoured; the frame must not be sent then
     */
    static boolean send(
            long source, long copy, int copyBytes, int tagBytes, int agreed, RndisPacketInfo info) {
        long header = source - Burst.VNET_HEADER;
        if ((UnsafeApi.getByte(header + FLAGS) & NEEDS_CSUM) == 0) {
            return UnsafeApi.getByte(header + GSO_TYPE) == 0;
        }
        int start = unsigned16(header + CSUM_START) - tagBytes;
        int offset = unsigned16(header + CSUM_OFFSET);
        if (start < ETHERNET_BYTES || offset > copyBytes || start + offset + 2 > copyBytes) {
            return false;
        }
        int etherType = RndisPacketChecksum.big16(copy + 12);
        int gsoType = UnsafeApi.getByte(header + GSO_TYPE) & 0xff & ~GSO_ECN;
        if (gsoType != 0) {
            boolean ipv6 = gsoType == GSO_TCPV6;
            int segmentBytes = unsigned16(header + GSO_SIZE);
            if (!ipv6 && gsoType != GSO_TCPV4 || etherType != (ipv6 ? 0x86dd : 0x0800) || segmentBytes == 0
                    || !isTcpAt(copyBytes, start, ipv6) || (agreed & Offload.largeSend(ipv6)) == 0) {
                return false;
            }
            info.largeSend(segmentBytes | start << 20 | LARGE_SEND_V2 | (ipv6 ? LARGE_SEND_IPV6 : 0));
            RndisPacketChecksum.prepareLargeSend(copy, ipv6, start);
            return true;
        }
        boolean known = (etherType == 0x0800 || etherType == 0x86dd)
                && (offset == TCP_CSUM_OFFSET || offset == UDP_CSUM_OFFSET);
        if (known && start < OFFSET_LIMIT
                && (agreed & Offload.checksum(etherType == 0x0800, offset == TCP_CSUM_OFFSET)) != 0) {
            info.checksum((etherType == 0x0800 ? SEND_IPV4 : SEND_IPV6)
                    | (offset == TCP_CSUM_OFFSET ? SEND_TCP : SEND_UDP) | start << 16);
        } else {
            RndisPacketChecksum.complete(copy, copyBytes, start, offset);
        }
        return true;
    }

    /**
     * Host, taking what a guest sent: writes the header in front of the frame and brings a large send's headers back
     * into the shape that the Linux stack expects. The element's values come from the guest and are checked.
     *
     * @return false when an element does not fit the frame
     */
    static boolean takeFromGuest(RndisPacketInfo info, long frame, int frameBytes) {
        clear(frame);
        if (info.hasLargeSend()) {
            return largeSend(info.largeSend(), frame, frameBytes, true);
        }
        if (!info.hasChecksum() || (info.checksum() & (SEND_TCP | SEND_UDP)) == 0) {
            return true;
        }
        int start = info.checksum() >>> 16 & OFFSET_LIMIT - 1;
        int offset = (info.checksum() & SEND_TCP) != 0 ? TCP_CSUM_OFFSET : UDP_CSUM_OFFSET;
        if (start < ETHERNET_BYTES || start + offset + 2 > frameBytes) {
            return false;
        }
        long header = frame - Burst.VNET_HEADER;
        UnsafeApi.putByte(header + FLAGS, (byte) NEEDS_CSUM);
        UnsafeApi.putShort(header + CSUM_START, (short) start);
        UnsafeApi.putShort(header + CSUM_OFFSET, (short) offset);
        return true;
    }

    /**
     * Host, delivering to a guest: says in {@code info} what the header in front of the frame says. An unfinished
     * checksum is finished in place unless the frame is a segment that is handed on whole.
     *
     * @return false when the header cannot be honoured
     */
    static boolean giveToGuest(long frame, int frameBytes, RndisPacketInfo info) {
        long header = frame - Burst.VNET_HEADER;
        int flags = UnsafeApi.getByte(header + FLAGS);
        int gsoType = UnsafeApi.getByte(header + GSO_TYPE) & 0xff & ~GSO_ECN;
        if ((flags & NEEDS_CSUM) == 0) {
            if ((flags & DATA_VALID) != 0) {
                info.checksum(RECEIVED_GOOD);
            }
            return gsoType == 0;
        }
        int start = unsigned16(header + CSUM_START);
        int offset = unsigned16(header + CSUM_OFFSET);
        if (start < ETHERNET_BYTES || offset > frameBytes || start + offset + 2 > frameBytes) {
            return false;
        }
        if (gsoType == 0) {
            RndisPacketChecksum.complete(frame, frameBytes, start, offset);
            info.checksum(RECEIVED_GOOD);
            return true;
        }
        boolean ipv6 = gsoType == GSO_TCPV6;
        int segmentBytes = unsigned16(header + GSO_SIZE);
        if (!ipv6 && gsoType != GSO_TCPV4 || segmentBytes == 0 || !isTcpAt(frameBytes, start, ipv6)) {
            return false;
        }
        info.largeSend(segmentBytes | start << 20 | LARGE_SEND_V2 | (ipv6 ? LARGE_SEND_IPV6 : 0));
        return true;
    }

    /**
     * Guest, receiving: writes the header in front of the frame.
     *
     * @return false when an element does not fit the frame
     */
    static boolean takeFromHost(RndisPacketInfo info, long frame, int frameBytes) {
        clear(frame);
        if (info.hasLargeSend()) {
            return largeSend(info.largeSend(), frame, frameBytes, false);
        }
        if (info.hasChecksum() && (info.checksum() & RECEIVED_GOOD) != 0) {
            UnsafeApi.putByte(frame - Burst.VNET_HEADER + FLAGS, (byte) DATA_VALID);
        }
        return true;
    }

    /** Moves the header to where it belongs once {@code tagBytes} are put into the frame, and its offsets along. */
    static void move(long frame, int tagBytes) {
        long from = frame - Burst.VNET_HEADER;
        long to = from - tagBytes;
        long first = UnsafeApi.getLong(from);
        short last = UnsafeApi.getShort(from + CSUM_OFFSET);
        UnsafeApi.putLong(to, first);
        UnsafeApi.putShort(to + CSUM_OFFSET, last);
        if ((UnsafeApi.getByte(to + FLAGS) & NEEDS_CSUM) != 0) {
            UnsafeApi.putShort(to + CSUM_START, (short) (unsigned16(to + CSUM_START) + tagBytes));
        }
        if (UnsafeApi.getByte(to + GSO_TYPE) != 0) {
            UnsafeApi.putShort(to + HEADER_LENGTH, (short) (unsigned16(to + HEADER_LENGTH) + tagBytes));
        }
    }

    /** Host: which {@link Offload}s a guest's packet makes use of. */
    static int uses(RndisPacketInfo info) {
        if (info.hasLargeSend()) {
            return Offload.largeSend((info.largeSend() & LARGE_SEND_IPV6) != 0);
        }
        int asked = info.hasChecksum() ? info.checksum() : 0;
        return (asked & (SEND_TCP | SEND_UDP)) == 0
                ? Offload.NONE
                : Offload.checksum((asked & SEND_IPV4) != 0, (asked & SEND_TCP) != 0);
    }

    /** Whether the header in front of a frame says that it is a segment which has to be cut. */
    static boolean isSegment(long frame) {
        return UnsafeApi.getByte(frame - Burst.VNET_HEADER + GSO_TYPE) != 0;
    }

    /** The {@link Offload} that such a segment needs; none where it is no TCP segment. */
    static int largeSendOf(long frame) {
        int gsoType = UnsafeApi.getByte(frame - Burst.VNET_HEADER + GSO_TYPE) & 0xff & ~GSO_ECN;
        return gsoType == GSO_TCPV4 ? Offload.LARGE_SEND_IPV4 : gsoType == GSO_TCPV6 ? Offload.LARGE_SEND_IPV6 : 0;
    }

    /** Whether the header in front of a frame asks for anything of whoever sends it. */
    static boolean asks(long frame) {
        return (UnsafeApi.getByte(frame - Burst.VNET_HEADER + FLAGS) & NEEDS_CSUM) != 0;
    }

    private static boolean largeSend(int value, long frame, int frameBytes, boolean restore) {
        boolean ipv6 = (value & LARGE_SEND_IPV6) != 0;
        int segmentBytes = value & 0xf_ffff;
        int start = value >>> 20 & OFFSET_LIMIT - 1;
        if (segmentBytes == 0 || segmentBytes > 0xffff || !isTcpAt(frameBytes, start, ipv6)) {
            return false;
        }
        int tcpHeaderBytes = (UnsafeApi.getByte(frame + start + 12) >>> 4 & 0xf) << 2;
        int ipHeaderBytes = (UnsafeApi.getByte(frame + ETHERNET_BYTES) & 0xf) << 2;
        if (tcpHeaderBytes < TCP_HEADER_BYTES || start + tcpHeaderBytes > frameBytes
                || !ipv6 && (ipHeaderBytes < 20 || ETHERNET_BYTES + ipHeaderBytes > start)) {
            return false;
        }
        if (restore) {
            RndisPacketChecksum.restoreLargeSend(frame, frameBytes, ipv6 ? 0 : ipHeaderBytes, start);
        }
        long header = frame - Burst.VNET_HEADER;
        UnsafeApi.putByte(header + FLAGS, (byte) NEEDS_CSUM);
        UnsafeApi.putByte(header + GSO_TYPE, (byte) (ipv6 ? GSO_TCPV6 : GSO_TCPV4));
        UnsafeApi.putShort(header + HEADER_LENGTH, (short) (start + tcpHeaderBytes));
        UnsafeApi.putShort(header + GSO_SIZE, (short) segmentBytes);
        UnsafeApi.putShort(header + CSUM_START, (short) start);
        UnsafeApi.putShort(header + CSUM_OFFSET, (short) TCP_CSUM_OFFSET);
        return true;
    }

    private static boolean isTcpAt(int frameBytes, int start, boolean ipv6) {
        return start >= ETHERNET_BYTES + (ipv6 ? 40 : 20) && start < OFFSET_LIMIT
                && start + TCP_HEADER_BYTES <= frameBytes;
    }

    private static void clear(long frame) {
        UnsafeApi.putLong(frame - Burst.VNET_HEADER, 0L);
        UnsafeApi.putShort(frame - Burst.VNET_HEADER + CSUM_OFFSET, (short) 0);
    }

    private static int unsigned16(long address) {
        return UnsafeApi.getShort(address) & 0xffff;
    }
}
