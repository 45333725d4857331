package io.netvscd.datapath.forward;

import io.netvscd.datapath.port.Port;

/**
 * A VF's port whose frames pass the forwarding core by: somebody else, the kernel, hands them from the master to the device and
 * back, and counts them. The core says how much shall pass and goes on; it is woken when that has come about, or is about to. What reaches the core
 * all the same while the VF is in use (frames that waited in the master when the VF was put in use) it sends on this port.
 */
public interface Bypass extends Port {
    /** Orders what shall pass from now on. Returns at once; the last order counts. */
    void order(Passage passage);

    /** Whether {@link Passage#CARRYING} was ordered and all is ready for {@link #carry} but that. */
    boolean isPoised();

    /** Lets what the master sends pass by. The core calls this at a moment when it holds none of it, so that nothing is overtaken. */
    void carry();

    /** Whether the last order has been carried out and {@link #passed()} has been counted after that. */
    boolean isSettled();

    /**
     * Has what arrives on the VF come to {@link #receive} for a while instead of passing by, since it must not overtake what is still on
     * its way by another path. Begins it with the first call.
     *
     * @return whether it does, or cannot be had; the core is woken when that has changed
     */
    boolean divert();

    /** Lets it pass by again from the moment at which all of it that came to {@link #receive} has been delivered. */
    void endDiversion();

    /** What had passed when it was last counted: after an order, or when somebody asked. */
    Passed passed();
}
