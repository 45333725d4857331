package io.netvscd.datapath.host;

import io.netvscd.datapath.vmbus.VmbusDevice;

/** The guest's ear for what VMBus itself announces; called on the host's thread, so it must not block. */
public interface HostListener {
    /** A channel incarnation is there to be opened; whoever takes the device closes it. */
    void offered(VmbusDevice device);

    /** Sub-channels of the device are there to be opened. */
    default void subchannelsOffered() {
    }

    /** The host has taken the device back; its rings carry nothing any more. */
    void rescinded();
}
