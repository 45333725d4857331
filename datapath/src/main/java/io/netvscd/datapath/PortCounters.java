package io.netvscd.datapath;

/**
 * What passed one of the three ends of a NIC since its datapath was made. Never decreases: a VF that goes and comes back
 * goes on counting where it stopped.
 *
 * <p>The view is the NIC's: on the master, tx is what the guest's stack sent and rx what was delivered to it; on the VF and
 * the synthetic path, tx left the guest there and rx arrived there.
 *
 * @param dropped frames that ended here: refused by this end and not sent another way
 */
public record PortCounters(long txFrames, long txBytes, long rxFrames, long rxBytes, long dropped) {
    public static final PortCounters ZERO = new PortCounters(0, 0, 0, 0, 0);
}
