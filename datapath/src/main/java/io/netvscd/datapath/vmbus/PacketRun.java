package io.netvscd.datapath.vmbus;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Packets that were copied out of a ring together: a call of the copying routine has a fixed cost, which they share. What
 * is judged here is the copy, and the copy is what is used.
 */
final class PacketRun {
    /** A quarter of a first-level cache, which the ring's own lines pass through too. */
    private static final int BYTES_MAX = 8192;

    private final ByteBuffer memory;
    private final long start;
    private int handedOut;
    private int copied;

    PacketRun(RingBuffer ring) {
        memory = BufferUtil.allocateDirectAligned(Math.min(BYTES_MAX, ring.dataBytes()), BitUtil.CACHE_LINE_LENGTH);
        start = BufferUtil.address(memory);
    }

    /** Whether it can be of use for packets of this size: a second one would fit. */
    boolean suits(int packetBytes) {
        return packetBytes << 1 <= memory.capacity();
    }

    /**
     * Copies what waits in the ring, as much as is whole if all packets are like the first.
     *
     * @param index            of the first packet
     * @param waitingBytes     from there to the end of what was published
     * @param firstPacketBytes as the ring's memory said; whether it is so is judged by the copy
     */
    void copy(RingBuffer ring, int index, int waitingBytes, int firstPacketBytes) {
        int room = memory.capacity();
        handedOut = 0;
        copied = Math.min(waitingBytes, room - room % firstPacketBytes);
        ring.copyOut(index, start, copied);
    }

    /** Hands out the next packet; null where the run has come to its end, or to what is no whole packet. */
    RingRead next(Packet packet) {
        int left = copied - handedOut;
        if (left < RingBuffer.PACKET_BYTES_MIN) {
            return null;
        }
        long from = start + handedOut;
        long descriptor = UnsafeApi.getLong(from);
        int total = RingBuffer.packetBytes(descriptor);
        if (total < RingBuffer.PACKET_BYTES_MIN || total > left) {
            return null;
        }
        handedOut += total;
        return packet.wrap(this, descriptor, UnsafeApi.getLong(from + 8), from + RingBuffer.DESCRIPTOR_BYTES,
                total - RingBuffer.PACKET_BYTES_MIN);
    }

    /** Octets of the packets handed out since the copy was made. */
    int handedOut() {
        return handedOut;
    }

    /** Forgets the copy. */
    void clear() {
        handedOut = 0;
        copied = 0;
    }
}
