package io.netvscd.datapath.rndis;

import io.netvscd.datapath.port.Burst;
import org.agrona.UnsafeApi;

/**
 * Reads one RNDIS_PACKET message where it lies, without allocation. The memory is shared with the other side, which
 * may change it at any time: every field is read once, opaquely, into this object and judged there; only the frame's
 * content stays where it is.
 */
public final class RndisPacketReader {
    private static final int TYPE_PACKET = 1;
    private static final int OFFSET_BASE = 8;
    private static final int FIRST_OFFSET = RndisPacketWriter.HEADER_BYTES - OFFSET_BASE;
    private static final int FRAME_BYTES_MIN = 14;
    private static final int FRAME_BYTES_MAX = 65_535 + FRAME_BYTES_MIN;
    private static final int ELEMENT_HEADER_BYTES = 12;
    private static final int WHOLE_PACKET = 2 | 4;
    private static final int TAG_BYTES = 4;
    private static final int ADDRESSES_BYTES = 12;

    private final RndisPacketInfo info = new RndisPacketInfo();
    private long frame;
    private int frameBytes;
    private int messageBytes;

    /**
     * Reads the message at {@code address}; on success frame and info are valid until the next read.
     *
     * @param availableBytes of memory that belong to this and following messages
     * @return what is wrong, or null
     */
    public RndisPacketFault read(long address, int availableBytes) {
        info.clear();
        messageBytes = 0;
        if (availableBytes < OFFSET_BASE) {
            return RndisPacketFault.TOO_SHORT;
        }
        if (get(address) != TYPE_PACKET) {
            return RndisPacketFault.NOT_A_PACKET;
        }
        int length = get(address + 4);
        if (length < 0 || length > availableBytes) {
            return RndisPacketFault.MESSAGE_LENGTH;
        }
        if (length < RndisPacketWriter.HEADER_BYTES) {
            return RndisPacketFault.TOO_SHORT;
        }
        int dataOffset = get(address + 8);
        int dataBytes = get(address + 12);
        int body = length - OFFSET_BASE;
        if (!isInside(dataOffset, dataBytes, body)) {
            return RndisPacketFault.DATA_BOUNDS;
        }
        if (dataBytes < FRAME_BYTES_MIN || dataBytes > FRAME_BYTES_MAX) {
            return RndisPacketFault.FRAME_LENGTH;
        }
        int infoOffset = get(address + 28);
        int infoBytes = get(address + 32);
        if (infoBytes != 0) {
            if (!isInside(infoOffset, infoBytes, body)) {
                return RndisPacketFault.INFO_BOUNDS;
            }
            RndisPacketFault fault = readInfo(address + OFFSET_BASE + infoOffset, infoBytes);
            if (fault != null) {
                return fault;
            }
        }
        frame = address + OFFSET_BASE + dataOffset;
        frameBytes = dataBytes;
        messageBytes = length;
        return null;
    }

    /** The frame's first octet; at least 44 octets of header that are no longer needed lie before it. */
    public long frame() {
        return frame;
    }

    public int frameBytes() {
        return frameBytes;
    }

    /** Octets of the whole message, to find the next in a section; 0 after a fault. */
    public int messageBytes() {
        return messageBytes;
    }

    public RndisPacketInfo info() {
        return info;
    }

    /** Host: which {@link Offload}s the guest makes use of with this packet. */
    public int offloads() {
        return RndisPacketOffload.uses(info);
    }

    /**
     * Guest: makes the frame one of a {@link Burst}, its virtio-net header in the memory before it and the tag of a
     * VLAN element back in place. Call it at most once a message.
     *
     * @return false when an element does not fit the frame
     */
    public boolean unwrapFromHost() {
        if (!RndisPacketOffload.takeFromHost(info, frame, frameBytes)) {
            return false;
        }
        restoreTag();
        return true;
    }

    /** Host: as {@link #unwrapFromHost}, for what a guest asks to be done to its frame. */
    public boolean unwrapFromGuest() {
        if (!RndisPacketOffload.takeFromGuest(info, frame, frameBytes)) {
            return false;
        }
        restoreTag();
        return true;
    }

    private void restoreTag() {
        if (!info.hasVlan()) {
            return;
        }
        RndisPacketOffload.move(frame, TAG_BYTES);
        long addresses = UnsafeApi.getLong(frame);
        int lastOctets = UnsafeApi.getInt(frame + 8);
        frame -= TAG_BYTES;
        frameBytes += TAG_BYTES;
        UnsafeApi.putLong(frame, addresses);
        UnsafeApi.putInt(frame + 8, lastOctets);
        RndisPacketChecksum.putBig16(frame + ADDRESSES_BYTES, 0x8100);
        RndisPacketChecksum.putBig16(frame + ADDRESSES_BYTES + 2, RndisPacketInfo.tagOfVlan(info.vlan()));
    }

    private RndisPacketFault readInfo(long start, int bytes) {
        long at = start;
        int left = bytes;
        while (left > 0) {
            if (left < ELEMENT_HEADER_BYTES) {
                return RndisPacketFault.INFO_ELEMENT;
            }
            int size = get(at);
            int type = get(at + 4);
            int offset = get(at + 8);
            if (size < ELEMENT_HEADER_BYTES || size > left || (size & 3) != 0 || offset < ELEMENT_HEADER_BYTES
                    || offset > size) {
                return RndisPacketFault.INFO_ELEMENT;
            }
            if (size - offset >= Integer.BYTES) {
                int value = get(at + offset);
                if (type == RndisPacketInfo.TYPE_PACKET_ID && (value >>> 8 & WHOLE_PACKET) != WHOLE_PACKET) {
                    return RndisPacketFault.FRAGMENT;
                }
                take(type, value);
            }
            at += size;
            left -= size;
        }
        return null;
    }

    private void take(int type, int value) {
        switch (type) {
            case RndisPacketInfo.TYPE_CHECKSUM -> info.checksum(value);
            case RndisPacketInfo.TYPE_LARGE_SEND -> info.largeSend(value);
            case RndisPacketInfo.TYPE_VLAN -> info.vlan(value);
            case RndisPacketInfo.TYPE_HASH -> info.hash(value, info.hashInformation());
            case RndisPacketInfo.TYPE_HASH_INFORMATION -> info.hashInformation(value);
            default -> {
            }
        }
    }

    private static boolean isInside(int offset, int bytes, int body) {
        return offset >= FIRST_OFFSET && offset <= body && bytes >= 0 && bytes <= body - offset;
    }

    private static int get(long address) {
        return UnsafeApi.getIntOpaque(null, address);
    }
}
