package io.netvscd.datapath.rndis;

import org.agrona.UnsafeApi;

/**
 * Writes RNDIS_PACKET messages, one frame each, without allocation: a 44-octet header, the per-packet info behind it,
 * the frame behind that. A VLAN tag in the frame becomes an element, since a host expects frames without one.
 */
public final class RndisPacketWriter {
    /** Octets of the header. */
    public static final int HEADER_BYTES = 44;
    /** What header and elements add to a frame at most. */
    public static final int OVERHEAD_BYTES = HEADER_BYTES + 4 * RndisPacketInfo.ELEMENT_BYTES;
    /** Returned for a frame whose virtio-net header asks for something that cannot be done or makes no sense. */
    public static final int REFUSED = -1;
    /** Returned when the message does not fit. */
    public static final int NO_ROOM = 0;

    private static final int TYPE_PACKET = 1;
    /** Offsets in a message count from here. */
    private static final int OFFSET_BASE = 8;
    private static final int ADDRESSES_BYTES = 12;
    private static final int TAG_BYTES = 4;
    private static final int ETHERNET_BYTES = 14;

    private final RndisPacketInfo info = new RndisPacketInfo();
    private int offloads = Offload.ALL;

    /** Says which {@link Offload}s a host may be asked for from now on; all of them at first. */
    public void agree(int agreed) {
        offloads = agreed;
    }

    /** Whether the frame is a segment that the host is not to cut, so that it has to be cut before it is sent. */
    public boolean mustBeCut(long frame) {
        return RndisPacketOffload.isSegment(frame) && (offloads & RndisPacketOffload.largeSendOf(frame)) == 0;
    }

    /** Whether the frame is a segment that somebody has to cut. */
    public boolean isSegment(long frame) {
        return RndisPacketOffload.isSegment(frame);
    }

    /**
     * Guest, sending: the virtio-net header in front of the frame says what the host has to do to it.
     *
     * @return octets written, the message's length; {@link #NO_ROOM} or {@link #REFUSED} if none
     */
    public int writeSend(long target, int capacityBytes, long frame, int frameBytes) {
        int tagBytes = begin(frame, frameBytes);
        int copyBytes = frameBytes - tagBytes;
        if (copyBytes < ETHERNET_BYTES) {
            return REFUSED;
        }
        // Either a checksum or a large send comes on top of what is known now.
        int infoBytes = info.bytes() + (RndisPacketOffload.asks(frame) ? RndisPacketInfo.ELEMENT_BYTES : 0);
        if (copyBytes > capacityBytes - HEADER_BYTES - infoBytes) {
            return NO_ROOM;
        }
        long copy = target + HEADER_BYTES + infoBytes;
        copyFrame(frame, frameBytes, tagBytes, copy);
        if (!RndisPacketOffload.send(frame, copy, copyBytes, tagBytes, offloads, info)) {
            return REFUSED;
        }
        return finish(target, infoBytes, copyBytes);
    }

    /**
     * Host, delivering: the virtio-net header in front of the frame says what is known of it; its checksum may be
     * finished in place.
     *
     * @return as {@link #writeSend}
     */
    public int writeDelivery(long target, int capacityBytes, long frame, int frameBytes) {
        return writeDelivery(target, capacityBytes, frame, frameBytes, 0, 0);
    }

    /**
     * {@link #writeDelivery(long, int, long, int)} with the hash of the frame's flow.
     *
     * @param hashInformation what the hash is, of {@link ScaleParameters}; 0 where there is none
     */
    public int writeDelivery(
            long target, int capacityBytes, long frame, int frameBytes, int hash, int hashInformation) {
        int tagBytes = begin(frame, frameBytes);
        if (hashInformation != 0) {
            info.hash(hash, hashInformation);
        }
        int copyBytes = frameBytes - tagBytes;
        if (copyBytes < ETHERNET_BYTES || !RndisPacketOffload.giveToGuest(frame, frameBytes, info)) {
            return REFUSED;
        }
        int infoBytes = info.bytes();
        if (copyBytes > capacityBytes - HEADER_BYTES - infoBytes) {
            return NO_ROOM;
        }
        if (tagBytes != 0 && info.hasLargeSend()) {
            // The element's header offset is that of the frame without its tag.
            info.largeSend(info.largeSend() - (tagBytes << 20));
        }
        copyFrame(frame, frameBytes, tagBytes, target + HEADER_BYTES + infoBytes);
        return finish(target, infoBytes, copyBytes);
    }

    /** Lengthens a message so that the next one in the same section is aligned; the host steps by message length. */
    public static void pad(long message, int messageBytes) {
        UnsafeApi.putInt(message + 4, messageBytes);
    }

    private int begin(long frame, int frameBytes) {
        info.clear();
        if (frameBytes < ETHERNET_BYTES + TAG_BYTES || RndisPacketChecksum.big16(frame + ADDRESSES_BYTES) != 0x8100) {
            return 0;
        }
        info.vlan(RndisPacketInfo.vlanOfTag(RndisPacketChecksum.big16(frame + ADDRESSES_BYTES + 2)));
        return TAG_BYTES;
    }

    private static void copyFrame(long frame, int frameBytes, int tagBytes, long copy) {
        if (tagBytes == 0) {
            UnsafeApi.copyMemory(frame, copy, frameBytes);
            return;
        }
        UnsafeApi.copyMemory(frame, copy, ADDRESSES_BYTES);
        int rest = ADDRESSES_BYTES + tagBytes;
        UnsafeApi.copyMemory(frame + rest, copy + ADDRESSES_BYTES, frameBytes - rest);
    }

    private int finish(long target, int infoBytes, int copyBytes) {
        int messageBytes = HEADER_BYTES + infoBytes + copyBytes;
        UnsafeApi.putInt(target, TYPE_PACKET);
        UnsafeApi.putInt(target + 4, messageBytes);
        UnsafeApi.putInt(target + 8, HEADER_BYTES - OFFSET_BASE + infoBytes);
        UnsafeApi.putInt(target + 12, copyBytes);
        UnsafeApi.putInt(target + 16, 0);
        UnsafeApi.putInt(target + 20, 0);
        UnsafeApi.putInt(target + 24, 0);
        UnsafeApi.putInt(target + 28, infoBytes == 0 ? 0 : HEADER_BYTES - OFFSET_BASE);
        UnsafeApi.putInt(target + 32, infoBytes);
        UnsafeApi.putInt(target + 36, 0);
        UnsafeApi.putInt(target + 40, 0);
        long at = target + HEADER_BYTES;
        if (info.hasVlan()) {
            at = element(at, RndisPacketInfo.TYPE_VLAN, info.vlan());
        }
        if (info.hasLargeSend()) {
            at = element(at, RndisPacketInfo.TYPE_LARGE_SEND, info.largeSend());
        } else if (info.hasChecksum()) {
            at = element(at, RndisPacketInfo.TYPE_CHECKSUM, info.checksum());
        }
        if (info.hasHash()) {
            at = element(at, RndisPacketInfo.TYPE_HASH, info.hash());
            at = element(at, RndisPacketInfo.TYPE_HASH_INFORMATION, info.hashInformation());
        }
        if (at < target + HEADER_BYTES + infoBytes) {
            // The checksum was finished here after all: an element that asks for nothing keeps the frame where it is.
            element(at, RndisPacketInfo.TYPE_CHECKSUM, 0);
        }
        return messageBytes;
    }

    private static long element(long at, int type, int value) {
        UnsafeApi.putInt(at, RndisPacketInfo.ELEMENT_BYTES);
        UnsafeApi.putInt(at + 4, type);
        UnsafeApi.putInt(at + 8, 12);
        UnsafeApi.putInt(at + 12, value);
        return at + RndisPacketInfo.ELEMENT_BYTES;
    }
}
