package io.netvscd.datapath.rndis;

import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Cuts a TCP segment that the stack left whole into pieces that fit a smaller place, for hosts whose send sections
 * are shorter than the stack's segments. Each piece is a frame with a virtio-net header of its own, still a large
 * segment where more than one packet's payload fits.
 */
public final class RndisPacketSegmenter {
    private static final int HEADER_BYTES_MAX = 256;
    private static final int TCP_HEADER_BYTES_MIN = 20;
    private static final int NEEDS_CSUM = 1;
    private static final int GSO_ECN = 0x80;
    private static final int TCP_CSUM_OFFSET = 16;
    private static final int FIN_AND_PUSH = 0x09;
    private static final int CONGESTION_WINDOW_REDUCED = 0x80;

    private ByteBuffer memory = ByteBuffer.allocateDirect(Burst.VNET_HEADER + HEADER_BYTES_MAX + 1500);
    private long piece = BufferUtil.address(memory) + Burst.VNET_HEADER;
    private long source;
    private int headerBytes;
    private int payloadBytes;
    private int segmentBytes;
    private int pieceBytes;
    private int ipAt;
    private int tcpAt;
    private boolean ipv6;
    private int gsoType;

    /**
     * Takes a frame to be cut.
     *
     * @param roomBytes for one piece, its Ethernet header included
     * @param small     every piece is one packet, which nobody has to cut any more
     * @return how many pieces it makes; 0 when it is no TCP segment or does not even fit packet by packet
     */
    public int begin(long frame, int frameBytes, int roomBytes, boolean small) {
        long header = frame - Burst.VNET_HEADER;
        gsoType = UnsafeApi.getByte(header + 1) & 0xff;
        segmentBytes = UnsafeApi.getShort(header + 4) & 0xffff;
        tcpAt = UnsafeApi.getShort(header + 6) & 0xffff;
        int protocol = gsoType & ~GSO_ECN;
        boolean isTcp = (UnsafeApi.getByte(header) & NEEDS_CSUM) != 0 && (protocol == 1 || protocol == 4);
        ipv6 = protocol == 4;
        ipAt = RndisPacketChecksum.big16(frame + 12) == 0x8100 ? 18 : 14;
        if (!isTcp || segmentBytes == 0 || tcpAt < ipAt + (ipv6 ? 40 : 20)
                || tcpAt + TCP_HEADER_BYTES_MIN > frameBytes) {
            return 0;
        }
        headerBytes = tcpAt + ((UnsafeApi.getByte(frame + tcpAt + 12) >>> 4 & 0xf) << 2);
        payloadBytes = frameBytes - headerBytes;
        if (headerBytes < tcpAt + TCP_HEADER_BYTES_MIN || headerBytes > HEADER_BYTES_MAX || payloadBytes <= 0) {
            return 0;
        }
        pieceBytes = (roomBytes - headerBytes) / segmentBytes * segmentBytes;
        if (pieceBytes <= 0) {
            return 0;
        }
        if (small) {
            pieceBytes = segmentBytes;
        }
        source = frame;
        reserve(headerBytes + pieceBytes);
        return (payloadBytes + pieceBytes - 1) / pieceBytes;
    }

    /** Makes a piece, counted from 0, at {@link #address}; returns its octets. */
    public int cut(int index) {
        int from = index * pieceBytes;
        int bytes = Math.min(pieceBytes, payloadBytes - from);
        boolean last = from + bytes == payloadBytes;
        UnsafeApi.copyMemory(source, piece, headerBytes);
        UnsafeApi.copyMemory(source + headerBytes + from, piece + headerBytes, bytes);
        ipHeader(bytes, index * (pieceBytes / segmentBytes));
        tcpHeader(from, bytes, last);
        long header = piece - Burst.VNET_HEADER;
        boolean whole = bytes > segmentBytes;
        UnsafeApi.putByte(header, (byte) NEEDS_CSUM);
        UnsafeApi.putByte(header + 1, (byte) (whole ? gsoType : 0));
        UnsafeApi.putShort(header + 2, (short) (whole ? headerBytes : 0));
        UnsafeApi.putShort(header + 4, (short) (whole ? segmentBytes : 0));
        UnsafeApi.putShort(header + 6, (short) tcpAt);
        UnsafeApi.putShort(header + 8, (short) TCP_CSUM_OFFSET);
        return headerBytes + bytes;
    }

    /** Where {@link #cut} puts a piece; its virtio-net header lies before it. */
    public long address() {
        return piece;
    }

    private void ipHeader(int bytes, int packetsBefore) {
        long ip = piece + ipAt;
        if (ipv6) {
            RndisPacketChecksum.putBig16(ip + 4, headerBytes - ipAt - 40 + bytes);
            return;
        }
        RndisPacketChecksum.putBig16(ip + 2, headerBytes - ipAt + bytes);
        RndisPacketChecksum.putBig16(ip + 4, RndisPacketChecksum.big16(ip + 4) + packetsBefore);
        RndisPacketChecksum.finishIpv4(ip, tcpAt - ipAt);
    }

    private void tcpHeader(int from, int bytes, boolean last) {
        long tcp = piece + tcpAt;
        int sequence = Integer.reverseBytes(UnsafeApi.getInt(tcp + 4)) + from;
        UnsafeApi.putInt(tcp + 4, Integer.reverseBytes(sequence));
        int flags = UnsafeApi.getByte(tcp + 13);
        if (!last) {
            flags &= ~FIN_AND_PUSH;
        }
        if (from > 0) {
            flags &= ~CONGESTION_WINDOW_REDUCED;
        }
        UnsafeApi.putByte(tcp + 13, (byte) flags);
        RndisPacketChecksum.putPseudoHeader(piece + ipAt, ipv6, tcp, headerBytes - tcpAt + bytes);
    }

    private void reserve(int bytes) {
        if (Burst.VNET_HEADER + bytes > memory.capacity()) {
            memory = ByteBuffer.allocateDirect(Burst.VNET_HEADER + bytes);
            piece = BufferUtil.address(memory) + Burst.VNET_HEADER;
        }
    }
}
