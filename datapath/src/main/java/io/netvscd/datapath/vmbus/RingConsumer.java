package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/**
 * The reading side of a ring, for one thread. Nothing that the producer wrote is believed: indices are checked before
 * use, a descriptor is read once and then judged, and a packet is copied out before anyone looks into it, because the
 * producer can change the memory at any time. Space is given back once per batch by {@link #advance}.
 */
public final class RingConsumer {
    private final RingBuffer ring;
    private final long data;
    private final int dataBytes;
    private int published;
    private int read;
    private int write;
    /** Octets from {@code read} to {@code write}. */
    private int available;
    private long signals;

    /** Continues where the ring's indices stand. */
    public RingConsumer(RingBuffer ring) {
        this.ring = ring;
        data = ring.address(0);
        dataBytes = ring.dataBytes();
        published = ring.readIndex();
        if (!ring.isIndex(published)) {
            throw new RingCorrupt("read index " + Integer.toUnsignedString(published) + " is not a place in the ring");
        }
        read = published;
        write = published;
    }

    /**
     * Reads the next packet.
     *
     * @throws RingCorrupt when the producer's index or the packet's length leaves no way to find the next packet
     */
    public RingRead next(Packet packet) {
        int waiting = available != 0 ? available : readProducerIndex();
        if (waiting == 0) {
            return RingRead.EMPTY;
        }
        int at = read;
        // One opaque read each: what is judged is what is used, whatever the producer does to the memory meanwhile.
        long descriptor = UnsafeApi.getLongOpaque(null, data + at);
        int length8 = (int) (descriptor >>> 32) & 0xffff;
        int total = (length8 << 3) + RingBuffer.TRAILER_BYTES;
        if (length8 < 2 || total > waiting) {
            throw noWayOn(at, length8 << 3, waiting);
        }
        int bodyBytes = (length8 << 3) - RingBuffer.DESCRIPTOR_BYTES;
        long body = packet.reserve(bodyBytes);
        available = waiting - total;
        int end = at + total;
        if (end <= dataBytes) {
            read = end == dataBytes ? 0 : end;
            RingRead result = packet.wrap(descriptor, UnsafeApi.getLongOpaque(null, data + at + 8), bodyBytes);
            RingBuffer.copy(data + at + RingBuffer.DESCRIPTOR_BYTES, body, bodyBytes);
            return result;
        }
        read = end - dataBytes;
        ring.copyOut(ring.plus(at, RingBuffer.DESCRIPTOR_BYTES), body, bodyBytes);
        return packet.wrap(descriptor, UnsafeApi.getLongOpaque(null, ring.address(ring.plus(at, 8))), bodyBytes);
    }

    private RingCorrupt noWayOn(int at, int claimedBytes, int waiting) {
        return new RingCorrupt(waiting < RingBuffer.DESCRIPTOR_BYTES + RingBuffer.TRAILER_BYTES
                ? "write index " + write + " leaves no room for a descriptor at " + at
                : "packet at " + at + " claims " + claimedBytes + " octets of " + waiting);
    }

    /** Whether nothing waits, by the producer's index of this moment. */
    public boolean isEmpty() {
        return available == 0 && readProducerIndex() == 0;
    }

    /**
     * Gives back the space of every packet read so far.
     *
     * @return whether the producer must be signalled: it waits for room, and this made it enough
     */
    public boolean advance() {
        if (read == published) {
            return false;
        }
        int before = published;
        published = read;
        ring.publishReadIndex(read);
        // What the producer waits for is read after the index is visible: it says so first and then looks at the index.
        UnsafeApi.fullFence();
        int pending = ring.pendingSendBytes() & ~7;
        if (pending == 0 || !ring.supportsPendingSend()) {
            return false;
        }
        int writeNow = ring.writeIndex();
        if (!ring.isIndex(writeNow)) {
            throw new RingCorrupt("write index " + Integer.toUnsignedString(writeNow) + " is not a place in the ring");
        }
        int freeBefore = ring.dataBytes() - ring.distance(before, writeNow);
        int freeNow = ring.dataBytes() - ring.distance(read, writeNow);
        // Peers differ in whether they write what they need or one less or more, so both ends of the crossing count.
        if (freeBefore > pending || freeNow < pending) {
            return false;
        }
        signals++;
        return true;
    }

    /** Asks the producer for silence while the ring is being drained. */
    public void mask() {
        ring.setMask(true);
    }

    /**
     * Asks for a signal at the next packet, then looks once more: a packet that came between the last look and the
     * unmasking would otherwise be signalled by nobody. To be called after {@link #advance}, since the producer
     * signals only when the read index shows it an empty ring.
     *
     * @return whether the ring is empty; if not, mask again and go on reading
     */
    public boolean unmask() {
        if (read != published) {
            throw new IllegalStateException("advance before unmasking, or the next packet is signalled by nobody");
        }
        ring.setMask(false);
        UnsafeApi.fullFence();
        return isEmpty();
    }

    /** How often {@link #advance} asked for a signal. */
    public long signals() {
        return signals;
    }

    private int readProducerIndex() {
        int index = ring.writeIndex();
        if (!ring.isIndex(index)) {
            throw new RingCorrupt("write index " + Integer.toUnsignedString(index) + " is not a place in the ring");
        }
        if (ring.distance(published, index) < ring.distance(published, write)) {
            throw new RingCorrupt("write index " + index + " went backwards");
        }
        write = index;
        available = ring.distance(read, index);
        return available;
    }
}
