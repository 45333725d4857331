package io.netvscd.datapath.vmbus;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.UnsafeApi;

/** A sub-channel of a {@link MemoryVmbusDevice}: rings of its own in memory that lives as long as the device's. */
public final class MemorySubchannel implements VmbusDevice {
    private final MemoryVmbusDevice primary;
    private final Runnable giveBack;
    private final RingPair rings;
    private final AtomicLong guestSignals = new AtomicLong();

    /**
     * One whose rings lie in memory of the caller's choice.
     *
     * @param start    of the memory, page-aligned: the ring to the host, then the one from it
     * @param giveBack called when both sides have closed the device
     */
    MemorySubchannel(MemoryVmbusDevice primary, long start, int ringBytes, Runnable giveBack) {
        this.primary = primary;
        this.giveBack = giveBack;
        UnsafeApi.setMemory(start, 2L * ringBytes, (byte) 0);
        rings = RingPair.fresh(start, ringBytes);
    }

    void free() {
        giveBack.run();
    }

    @Override
    public RingPair rings() {
        return rings;
    }

    /** The host signals the guest; counted, since the loop polls both sides. */
    public void signalGuest() {
        guestSignals.incrementAndGet();
    }

    /** Signals that the guest was given. */
    public long guestSignals() {
        return guestSignals.get();
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
