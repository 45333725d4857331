package io.netvscd.datapath.vmbus;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.UnsafeApi;

/** A sub-channel of a {@link MemoryVmbusDevice}: rings of its own in memory that lives as long as the device's. */
public final class MemorySubchannel implements VmbusDevice {
    private static final int PAGE_BYTES = 4096;

    private final MemoryVmbusDevice primary;
    private final long memory;
    private final RingBuffer outbound;
    private final RingBuffer inbound;
    private final AtomicLong guestSignals = new AtomicLong();

    MemorySubchannel(MemoryVmbusDevice primary, int ringBytes) {
        this.primary = primary;
        memory = UnsafeApi.allocateMemory(2L * ringBytes + PAGE_BYTES);
        long start = memory + PAGE_BYTES - 1 & -PAGE_BYTES;
        UnsafeApi.setMemory(start, 2L * ringBytes, (byte) 0);
        outbound = RingBuffer.at(start, ringBytes);
        inbound = RingBuffer.at(start + ringBytes, ringBytes);
        outbound.initialise();
        inbound.initialise();
    }

    void free() {
        UnsafeApi.freeMemory(memory);
    }

    @Override
    public RingBuffer outbound() {
        return outbound;
    }

    @Override
    public RingBuffer inbound() {
        return inbound;
    }

    /** The host signals the guest; counted, since the loop polls both sides. */
    public void signalGuest() {
        guestSignals.incrementAndGet();
    }

    @Override
    public SharedBuffers buffers() {
        return primary.buffers();
    }

    @Override
    public void signal() {
        primary.signal();
    }

    @Override
    public int interruptDescriptor() {
        return -1;
    }

    /** Its memory goes with the primary's. */
    @Override
    public void close() {
        primary.close();
    }
}
