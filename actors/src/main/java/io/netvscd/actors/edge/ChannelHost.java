package io.netvscd.actors.edge;

/** Whoever gives a channel its incarnations. Any thread may ask; what comes of it is told to a listener. */
interface ChannelHost {
    /** The guest waits for a device, and takes one whenever it is there. */
    void offer();

    /** The guest is about to close the incarnation that it has, if it has one, and wants another. */
    void reopen();

    /** The host has granted so many sub-channels of the incarnation that is open, and they are waited for. */
    default void awaitSubchannels(int granted) {
    }
}
