package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/**
 * The reading side of a ring, for one thread. Nothing that the producer wrote is believed: indices are checked before
 * use, and packets are copied out, several together where several wait, before anyone looks into them, because the
 * producer can change the memory at any time. Space is given back once per batch by {@link #advance}.
 */
public final class RingConsumer {
    private final RingBuffer ring;
    private final PacketRun run;
    private int published;
    /** Where the run begins, or the next packet where there is no run. */
    private int runIndex;
    private int write;
    private long signals;

    /** Continues where the ring's indices stand. */
    public RingConsumer(RingBuffer ring) {
        this.ring = ring;
        run = new PacketRun(ring);
        published = ring.readIndex();
        if (!ring.isIndex(published)) {
            throw new RingCorrupt("read index " + Integer.toUnsignedString(published) + " is not a place in the ring");
        }
        runIndex = published;
        write = published;
    }

    /**
     * Reads the next packet.
     *
     * @param packet is that packet until the next call
     * @throws RingCorrupt when the producer's index or the packet's length leaves no way to find the next packet
     */
    public RingRead next(Packet packet) {
        RingRead ofTheRun = run.next(packet);
        return ofTheRun != null ? ofTheRun : afterTheRun(packet);
    }

    private RingRead afterTheRun(Packet packet) {
        int read = read();
        run.clear();
        runIndex = read;
        int waiting = waiting(read);
        if (waiting == 0) {
            return RingRead.EMPTY;
        }
        // One opaque read: what is judged is what is used, whatever the producer does to the memory meanwhile.
        long descriptor = UnsafeApi.getLongOpaque(null, ring.address(read));
        int total = RingBuffer.packetBytes(descriptor);
        if (total < RingBuffer.PACKET_BYTES_MIN || total > waiting) {
            throw noWayOn(read, total - RingBuffer.TRAILER_BYTES, waiting);
        }
        if (total < waiting && run.suits(total)) {
            run.copy(ring, read, waiting, total);
            RingRead first = run.next(packet);
            if (first != null) {
                return first;
            }
            // The producer changed the packet between two looks. The first look was a good one.
            run.clear();
        }
        return alone(read, descriptor, total, packet);
    }

    private RingRead alone(int read, long descriptor, int total, Packet packet) {
        int bodyBytes = total - RingBuffer.PACKET_BYTES_MIN;
        long body = packet.reserve(bodyBytes);
        ring.copyOut(ring.plus(read, RingBuffer.DESCRIPTOR_BYTES), body, bodyBytes);
        runIndex = ring.plus(read, total);
        long transactionId = UnsafeApi.getLongOpaque(null, ring.address(ring.plus(read, 8)));
        return packet.wrap(descriptor, transactionId, bodyBytes);
    }

    private RingCorrupt noWayOn(int at, int claimedBytes, int waiting) {
        return new RingCorrupt(waiting < RingBuffer.PACKET_BYTES_MIN
                ? "write index " + write + " leaves no room for a descriptor at " + at
                : "packet at " + at + " claims " + claimedBytes + " octets of " + waiting);
    }

    /** Whether nothing waits, by the producer's index of this moment. */
    public boolean isEmpty() {
        return waiting(read()) == 0;
    }

    /**
     * Gives back the space of every packet read so far.
     *
     * @return whether the producer must be signalled: it waits for room, and this made it enough
     */
    public boolean advance() {
        int read = read();
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
        if (read() != published) {
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

    /** Where the next packet begins. */
    private int read() {
        return ring.plus(runIndex, run.handedOut());
    }

    /** Octets published from there on: by the index last seen or, where those are used up, by the index of this moment. */
    private int waiting(int read) {
        int known = ring.distance(read, write);
        return known != 0 ? known : ring.distance(read, readProducerIndex());
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
        return index;
    }
}
