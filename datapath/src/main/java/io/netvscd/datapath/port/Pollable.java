package io.netvscd.datapath.port;

import java.util.function.IntConsumer;

/** Something that one thread turns over and over: a datapath, a channel's control side, an embedded host. */
public interface Pollable {
    /**
     * Does one bounded round of work and returns how much there was; 0 lets the thread sleep.
     *
     * @param nowNs the monotonic clock, read once for the round
     */
    int poll(long nowNs);

    /** When it must be polled again even if nothing arrives, on the same clock; {@link Long#MAX_VALUE} for never. */
    default long deadlineNs() {
        return Long.MAX_VALUE;
    }

    /** Names the file descriptors that become readable when there is work; valid until the next {@link #poll}. */
    default void descriptors(IntConsumer each) {
    }

    /** Called when one of the descriptors reported an error. */
    default void acknowledgeErrors() {
    }
}
