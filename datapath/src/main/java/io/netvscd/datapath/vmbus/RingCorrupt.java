package io.netvscd.datapath.vmbus;

/**
 * The other side has written something into the ring's control words or descriptors after which no further packet can
 * be found: an index outside the data area or not a multiple of 8, or a length beyond what was published. The channel
 * is over.
 */
public final class RingCorrupt extends RuntimeException {
    public RingCorrupt(String what) {
        super(what);
    }
}
