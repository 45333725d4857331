package io.netvscd.datapath.vmbus;

import java.util.List;

/**
 * One incarnation of a VMBus channel as its guest sees it: two rings, two buffers, a way to signal the host. A
 * channel that is closed and opened again is another incarnation with other memory.
 */
public interface VmbusDevice extends AutoCloseable {
    /** What is written to the host and read from it. */
    RingPair rings();

    /** Guest to host. */
    default RingBuffer outbound() {
        return rings().outbound();
    }

    /** Host to guest. */
    default RingBuffer inbound() {
        return rings().inbound();
    }

    /** What is received into and sent from. */
    SharedBuffers buffers();

    default long receiveBufferAddress() {
        return buffers().receiveAddress();
    }

    default int receiveBufferBytes() {
        return buffers().receiveBytes();
    }

    default int receiveBufferGpadl() {
        return buffers().receiveGpadl();
    }

    default long sendBufferAddress() {
        return buffers().sendAddress();
    }

    default int sendBufferBytes() {
        return buffers().sendBytes();
    }

    default int sendBufferGpadl() {
        return buffers().sendGpadl();
    }

    /** Whether the handles outlived an earlier process, so that the buffers are revoked before they are sent again. */
    default boolean revokeFirst() {
        return false;
    }

    /** Memory that the host reads where it lies; null where there is none that it could. */
    default GuestMemory guestMemory() {
        return null;
    }

    /** Tells the host that a ring needs its attention; to be called only when producer or consumer asked for it. */
    void signal();

    /** A descriptor that polls readable when the host has signalled, -1 where the same loop polls both sides. */
    int interruptDescriptor();

    /** Takes note of the signals so far, so that {@link #interruptDescriptor()} is no longer readable. Never blocks. */
    default void acknowledgeInterrupt() {
    }

    /**
     * Whether the host has taken the channel back, so that its memory is to be left alone. Never becomes false again.
     */
    default boolean gone() {
        return false;
    }

    /**
     * The sub-channels that the host has offered so far, by their index: rings of their own, these same buffers. They
     * are closed with the device.
     */
    default List<? extends VmbusDevice> subchannels() {
        return List.of();
    }

    @Override
    void close();
}
