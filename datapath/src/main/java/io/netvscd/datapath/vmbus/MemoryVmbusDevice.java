package io.netvscd.datapath.vmbus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.UnsafeApi;

/**
 * A channel incarnation in the memory of this process, for the embedded host and for tests. The guest uses it through
 * {@link VmbusDevice}, the host through the methods that name it. The memory is given back when both sides have closed,
 * so neither can pull it from under the other.
 */
public final class MemoryVmbusDevice implements VmbusDevice {
    private static final int PAGE_BYTES = 4096;
    private static final int RECEIVE_GPADL = 0xE1E10;
    private static final int SEND_GPADL = 0xE1E11;

    private final Runnable giveBack;
    private final RingPair rings;
    private final SharedBuffers buffers;
    private final AtomicInteger users = new AtomicInteger(2);
    private final AtomicLong hostSignals = new AtomicLong();
    private final AtomicLong guestSignals = new AtomicLong();
    private final int ringBytes;
    private final NumberedPages pages;
    private SubchannelMemory subchannelMemory;
    private volatile List<MemorySubchannel> subchannels = List.of();
    private volatile boolean guestClosed;
    private volatile boolean hostClosed;

    /**
     * @param ringBytes          of each ring, its header page included; a multiple of 4096, at least 8192
     * @param receiveBufferBytes a multiple of 4096
     * @param sendBufferBytes    a multiple of 4096, 0 for a channel without a send buffer
     */
    public MemoryVmbusDevice(int ringBytes, int receiveBufferBytes, int sendBufferBytes) {
        this(ringBytes, receiveBufferBytes, sendBufferBytes, 0);
    }

    /**
     * One with memory of the guest's beside its buffers.
     *
     * @param guestMemoryBytes that the host reads where it lies, a multiple of 4096; 0 for none
     */
    public MemoryVmbusDevice(int ringBytes, int receiveBufferBytes, int sendBufferBytes, int guestMemoryBytes) {
        this(new Allocated(octets(ringBytes, receiveBufferBytes, sendBufferBytes) + guestMemoryBytes),
                ringBytes, receiveBufferBytes, sendBufferBytes, guestMemoryBytes);
    }

    private MemoryVmbusDevice(
            Allocated memory, int ringBytes, int receiveBufferBytes, int sendBufferBytes, int guestMemoryBytes) {
        this(memory.start(), ringBytes, receiveBufferBytes, sendBufferBytes, guestMemoryBytes, memory::free);
    }

    /**
     * One in memory that others can see too: a file, mapped by whoever plays the host.
     *
     * @param start    of the memory, page-aligned: the ring to the host, the ring from it, the receive buffer, the send
     *                 buffer
     * @param giveBack called when both sides have closed
     */
    public MemoryVmbusDevice(
            long start, int ringBytes, int receiveBufferBytes, int sendBufferBytes, Runnable giveBack) {
        this(start, ringBytes, receiveBufferBytes, sendBufferBytes, 0, giveBack);
    }

    private MemoryVmbusDevice(
            long start,
            int ringBytes,
            int receiveBufferBytes,
            int sendBufferBytes,
            int guestMemoryBytes,
            Runnable giveBack) {
        this.giveBack = giveBack;
        this.ringBytes = ringBytes;
        UnsafeApi.setMemory(start, octets(ringBytes, receiveBufferBytes, sendBufferBytes), (byte) 0);
        rings = RingPair.fresh(start, ringBytes);
        long receiveBuffer = start + 2L * ringBytes;
        long sendBuffer = receiveBuffer + receiveBufferBytes;
        buffers = sendBufferBytes == 0
                ? new SharedBuffers(receiveBuffer, receiveBufferBytes, RECEIVE_GPADL, 0, 0, 0)
                : new SharedBuffers(
                        receiveBuffer, receiveBufferBytes, RECEIVE_GPADL, sendBuffer, sendBufferBytes, SEND_GPADL);
        pages = guestMemoryBytes == 0 ? null : new NumberedPages(sendBuffer + sendBufferBytes, guestMemoryBytes);
    }

    private static long octets(int ringBytes, int receiveBufferBytes, int sendBufferBytes) {
        if (ringBytes < 2 * PAGE_BYTES || ringBytes % PAGE_BYTES != 0 || receiveBufferBytes % PAGE_BYTES != 0
                || sendBufferBytes % PAGE_BYTES != 0) {
            throw new IllegalArgumentException("rings and buffers are whole pages of 4096 octets, a ring at least two: "
                    + ringBytes + ", " + receiveBufferBytes + ", " + sendBufferBytes);
        }
        return 2L * ringBytes + receiveBufferBytes + sendBufferBytes;
    }

    /** Memory outside the heap with a page to spare, so that it can begin on one. */
    private static final class Allocated {
        private final long memory;

        private Allocated(long bytes) {
            memory = UnsafeApi.allocateMemory(bytes + PAGE_BYTES);
        }

        private long start() {
            return memory + PAGE_BYTES - 1 & -PAGE_BYTES;
        }

        private void free() {
            UnsafeApi.freeMemory(memory);
        }
    }

    @Override
    public RingPair rings() {
        return rings;
    }

    /** The ring that the host reads: the guest's {@link #outbound()}. */
    public RingBuffer hostInbound() {
        return rings.outbound();
    }

    /** The ring that the host writes: the guest's {@link #inbound()}. */
    public RingBuffer hostOutbound() {
        return rings.inbound();
    }

    @Override
    public SharedBuffers buffers() {
        return buffers;
    }

    @Override
    public GuestMemory guestMemory() {
        return pages;
    }

    /** The host looks up a page of the guest's by its frame number; its address, or 0 where there is no such page. */
    public long guestPage(long pageFrameNumber) {
        return pages == null ? 0 : pages.find(pageFrameNumber);
    }

    /** The guest signals the host; counted, since the loop polls both sides. */
    @Override
    public void signal() {
        hostSignals.incrementAndGet();
    }

    /** The host signals the guest; counted, since the loop polls both sides. */
    public void signalGuest() {
        guestSignals.incrementAndGet();
    }

    /** Signals that the host was given. */
    public long hostSignals() {
        return hostSignals.get();
    }

    /** Signals that the guest was given. */
    public long guestSignals() {
        return guestSignals.get();
    }

    @Override
    public int interruptDescriptor() {
        return -1;
    }

    /** Whether the guest has closed the channel; the host lets go of it then. */
    public boolean guestClosed() {
        return guestClosed;
    }

    /** Whether the host has let go of the channel. */
    public boolean hostClosed() {
        return hostClosed;
    }

    @Override
    public List<MemorySubchannel> subchannels() {
        return subchannels;
    }

    /** The host offers sub-channels, beside those that it has offered before. */
    public synchronized void offerSubchannels(int count) {
        List<MemorySubchannel> more = new ArrayList<>(subchannels);
        for (int i = 0; i < count; i++) {
            more.add(subchannel(more.size() + 1));
        }
        subchannels = List.copyOf(more);
    }

    /** Has the rings of sub-channels lie where others can see them too; before the first is offered. */
    public void subchannelsIn(SubchannelMemory elsewhere) {
        subchannelMemory = elsewhere;
    }

    /** Where the rings of sub-channels lie. */
    @FunctionalInterface
    public interface SubchannelMemory {
        /** Page-aligned zeroed memory of two rings for the sub-channel of this index, 1 or more. */
        long start(int index, int ringBytes);
    }

    private MemorySubchannel subchannel(int index) {
        if (subchannelMemory != null) {
            return new MemorySubchannel(this, subchannelMemory.start(index, ringBytes), ringBytes, () -> { });
        }
        Allocated memory = new Allocated(2L * ringBytes);
        return new MemorySubchannel(this, memory.start(), ringBytes, memory::free);
    }

    @Override
    public synchronized void close() {
        if (!guestClosed) {
            guestClosed = true;
            leave();
        }
    }

    /** The host no longer touches the memory. */
    public synchronized void closeHost() {
        if (!hostClosed) {
            hostClosed = true;
            leave();
        }
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            subchannels.forEach(MemorySubchannel::free);
            giveBack.run();
        }
    }
}
