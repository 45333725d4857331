package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/**
 * The writing side of a ring, for one thread. Packets are {@linkplain #offer offered} into private space and become
 * visible together by {@link #publish}, which also decides whether the consumer must be signalled.
 */
public final class RingProducer {
    private final RingBuffer ring;
    private int published;
    private int write;
    private int read;
    private int pendingSendBytes;
    private long signals;

    /** Continues where the ring's indices stand. */
    public RingProducer(RingBuffer ring) {
        this.ring = ring;
        published = ring.writeIndex();
        if (!ring.isIndex(published)) {
            throw new RingCorrupt("write index " + Integer.toUnsignedString(published) + " is not a place in the ring");
        }
        write = published;
        read = consumerIndex();
    }

    /** Octets that a packet with this much header extension and payload takes in the ring, trailer included. */
    public static int packetBytes(int headerBytes, int payloadBytes) {
        return RingBuffer.DESCRIPTOR_BYTES + headerBytes + (payloadBytes + 7 & ~7) + RingBuffer.TRAILER_BYTES;
    }

    /**
     * {@link #offer(int, int, long, long, int, long, int)} without a header extension: in-band data and completions.
     */
    public boolean offer(int type, int flags, long transactionId, long payload, int payloadBytes) {
        return offer(type, flags, transactionId, 0, 0, payload, payloadBytes);
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
        long length8 = total - RingBuffer.TRAILER_BYTES >> 3;
        long offset8 = RingBuffer.DESCRIPTOR_BYTES + headerBytes >> 3;
        long descriptor = type | offset8 << 16 | length8 << 32 | (long) flags << 48;
        if (ring.isWhole(write, total)) {
            put(descriptor, transactionId, header, headerBytes, payload, payloadBytes);
        } else {
            putInParts(descriptor, transactionId, header, headerBytes, payload, payloadBytes);
        }
        write = ring.plus(write, total);
        return true;
    }

    private void put(
            long descriptor, long transactionId, long header, int headerBytes, long payload, int payloadBytes) {
        long at = ring.address(write);
        UnsafeApi.putLong(at, descriptor);
        UnsafeApi.putLong(at + 8, transactionId);
        at += RingBuffer.DESCRIPTOR_BYTES;
        RingBuffer.copy(header, at, headerBytes);
        at += headerBytes;
        int padded = payloadBytes + 7 & ~7;
        if (padded != payloadBytes) {
            UnsafeApi.putLong(at + padded - 8, 0L);
        }
        RingBuffer.copy(payload, at, payloadBytes);
        UnsafeApi.putLong(at + padded, (long) write << 32);
    }

    /** Across the ring's end: every 8-octet word finds its own place. */
    private void putInParts(
            long descriptor, long transactionId, long header, int headerBytes, long payload, int payloadBytes) {
        UnsafeApi.putLong(ring.address(write), descriptor);
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
        if (packetBytes - RingBuffer.TRAILER_BYTES >> 3 > 0xffff) {
            return false;
        }
        return knownFree() > packetBytes || freeBytes() > packetBytes;
    }

    /** Octets not in use, by the consumer's index of this moment. */
    public int freeBytes() {
        readConsumerIndex();
        return knownFree();
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

    private int knownFree() {
        return ring.dataBytes() - ring.distance(read, write);
    }

    private void readConsumerIndex() {
        int index = consumerIndex();
        if (ring.distance(index, published) > ring.distance(read, published)) {
            throw new RingCorrupt("read index " + index + " is outside of what was written");
        }
        read = index;
    }

    private int consumerIndex() {
        int index = ring.readIndex();
        if (!ring.isIndex(index)) {
            throw new RingCorrupt("read index " + Integer.toUnsignedString(index) + " is not a place in the ring");
        }
        return index;
    }
}
