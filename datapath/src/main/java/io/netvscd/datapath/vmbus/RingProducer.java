package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/**
 * The writing side of a ring, for one thread. Packets are {@linkplain #offer offered} into private space and become
 * visible together by {@link #publish}, which also decides whether the consumer must be signalled.
 */
public final class RingProducer {
    /** The length in a descriptor has 16 bits and counts eights. */
    private static final int PACKET_BYTES_MAX = (0xffff << 3) + RingBuffer.TRAILER_BYTES;

    private final RingBuffer ring;
    private final long data;
    private final int dataBytes;
    private int published;
    private int write;
    private int read;
    /** Octets from {@code write} to {@code read}. */
    private int free;
    private int pendingSendBytes;
    private long signals;

    /** Continues where the ring's indices stand. */
    public RingProducer(RingBuffer ring) {
        this.ring = ring;
        data = ring.address(0);
        dataBytes = ring.dataBytes();
        published = ring.writeIndex();
        if (!ring.isIndex(published)) {
            throw new RingCorrupt("write index " + Integer.toUnsignedString(published) + " is not a place in the ring");
        }
        write = published;
        read = consumerIndex();
        free = ring.dataBytes() - ring.distance(read, write);
    }

    /** Octets that a packet with this much header extension and payload takes in the ring, trailer included. */
    public static int packetBytes(int headerBytes, int payloadBytes) {
        return RingBuffer.DESCRIPTOR_BYTES + headerBytes + (payloadBytes + 7 & ~7) + RingBuffer.TRAILER_BYTES;
    }

    /**
     * {@link #offer(int, int, long, long, int, long, int)} without a header extension: in-band data and completions.
     */
    public boolean offer(int type, int flags, long transactionId, long payload, int payloadBytes) {
        int padded = payloadBytes + 7 & ~7;
        int total = padded + RingBuffer.DESCRIPTOR_BYTES + RingBuffer.TRAILER_BYTES;
        int at = write;
        int end = at + total;
        if (end > dataBytes || total >= free || total > PACKET_BYTES_MAX) {
            return offer(type, flags, transactionId, 0, 0, payload, payloadBytes);
        }
        write = end == dataBytes ? 0 : end;
        free -= total;
        long to = data + at;
        UnsafeApi.putLong(to, descriptor(type, flags, 0, total));
        UnsafeApi.putLong(to + 8, transactionId);
        UnsafeApi.putLong(to + total - RingBuffer.TRAILER_BYTES, (long) at << 32);
        if (padded != payloadBytes) {
            UnsafeApi.putLong(to + total - RingBuffer.TRAILER_BYTES - 8, 0L);
        }
        RingBuffer.copy(payload, to + RingBuffer.DESCRIPTOR_BYTES, payloadBytes);
        return true;
    }

    /**
     * Writes a packet behind those offered before it, unseen by the consumer until {@link #publish}.
     *
     * @param type         of {@link PacketType}
     * @param flags        0 or {@link PacketType#COMPLETION_REQUESTED}
     * @param header       address of what follows the descriptor before the payload (ranges), ignored if there is none
     * @param headerBytes  its size, a multiple of 8
     * @param payload      address of the payload; it is padded with zeros to 8
     * @return false when the ring has no room; nothing was written then
     * @throws RingCorrupt when the consumer's index is impossible
     */
    public boolean offer(
            int type, int flags, long transactionId, long header, int headerBytes, long payload, int payloadBytes) {
        int total = packetBytes(headerBytes, payloadBytes);
        if (!fits(total)) {
            return false;
        }
        // It may lie across the ring's end, so every 8-octet word finds its own place.
        UnsafeApi.putLong(ring.address(write), descriptor(type, flags, headerBytes, total));
        UnsafeApi.putLong(ring.address(ring.plus(write, 8)), transactionId);
        int at = ring.plus(write, RingBuffer.DESCRIPTOR_BYTES);
        ring.copyIn(at, header, headerBytes);
        at = ring.plus(at, headerBytes);
        int padded = payloadBytes + 7 & ~7;
        if (padded != payloadBytes) {
            UnsafeApi.putLong(ring.address(ring.plus(at, padded - 8)), 0L);
        }
        ring.copyIn(at, payload, payloadBytes);
        UnsafeApi.putLong(ring.address(ring.plus(at, padded)), (long) write << 32);
        write = ring.plus(write, total);
        free -= total;
        return true;
    }

    private static long descriptor(int type, int flags, int headerBytes, int packetBytes) {
        long length8 = packetBytes - RingBuffer.TRAILER_BYTES >> 3;
        long offset8 = RingBuffer.DESCRIPTOR_BYTES + headerBytes >> 3;
        return type | offset8 << 16 | length8 << 32 | (long) flags << 48;
    }

    /**
     * Makes all offered packets visible.
     *
     * @return whether the consumer must be signalled: it has not masked signals, and it had emptied the ring before
     *         these
     */
    public boolean publish() {
        int before = published;
        if (write == before) {
            return false;
        }
        published = write;
        ring.publishWriteIndex(write);
        // The mask must be read after the index is visible: the consumer unmasks first and then looks at the index.
        UnsafeApi.fullFence();
        if (ring.masked() || ring.readIndex() != before) {
            return false;
        }
        signals++;
        return true;
    }

    /** Whether packets were offered that are not published yet. */
    public boolean unpublished() {
        return write != published;
    }

    /**
     * Whether a packet of this many octets (see {@link #packetBytes}) has room now; a ring never becomes completely
     * full.
     */
    public boolean fits(int packetBytes) {
        if (packetBytes > PACKET_BYTES_MAX) {
            return false;
        }
        return free > packetBytes || freeBytes() > packetBytes;
    }

    /** Octets not in use, by the consumer's index of this moment. */
    public int freeBytes() {
        readConsumerIndex();
        return free;
    }

    /**
     * Says in the ring that the producer waits for room, so that the consumer signals when it has made enough.
     *
     * @return false when there is room already and nothing need be waited for
     */
    public boolean awaitSpace(int packetBytes) {
        // Strictly more than the packet must be free.
        pendingSendBytes = packetBytes + 8;
        ring.setPendingSendBytes(pendingSendBytes);
        UnsafeApi.fullFence();
        if (fits(packetBytes)) {
            stopAwaiting();
            return false;
        }
        return true;
    }

    /** Takes back {@link #awaitSpace}. */
    public void stopAwaiting() {
        if (pendingSendBytes != 0) {
            pendingSendBytes = 0;
            ring.setPendingSendBytes(0);
        }
    }

    /** How often {@link #publish} asked for a signal. */
    public long signals() {
        return signals;
    }

    private void readConsumerIndex() {
        int index = consumerIndex();
        if (ring.distance(index, published) > ring.distance(read, published)) {
            throw new RingCorrupt("read index " + index + " is outside of what was written");
        }
        read = index;
        free = ring.dataBytes() - ring.distance(read, write);
    }

    private int consumerIndex() {
        int index = ring.readIndex();
        if (!ring.isIndex(index)) {
            throw new RingCorrupt("read index " + Integer.toUnsignedString(index) + " is not a place in the ring");
        }
        return index;
    }
}
