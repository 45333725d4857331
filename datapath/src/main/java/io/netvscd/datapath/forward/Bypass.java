package io.netvscd.datapath.forward;

import io.netvscd.datapath.port.Port;

/**
 * A VF's port whose frames pass the forwarding core by: somebody else, the kernel, hands them from the master to the device and
 * back, and counts them. The core says how much shall pass and goes on; it is woken when that has come about. What reaches the core
 * all the same while the VF is in use (frames that waited in the master when the VF was put in use) it sends on this port.
 */
public interface Bypass extends Port {
    /** Orders what shall pass from now on. Returns at once; the last order counts. */
    void order(Passage passage);

    /** Whether the last order has been carried out and {@link #passed()} has been counted after that. */
    boolean isSettled();

    /** What had passed when it was last counted: after an order, or when somebody asked. */
    Passed passed();
}
