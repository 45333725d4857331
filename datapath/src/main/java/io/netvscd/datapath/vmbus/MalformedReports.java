package io.netvscd.datapath.vmbus;

import java.util.function.IntFunction;

/**
 * Tells the listener of packets that break the rules: all of the first few, then ten a second. A host that sends nothing
 * else must not fill the journal; what goes untold is counted, and the next report says how many.
 */
final class MalformedReports {
    private static final int BURST = 32;
    private static final long INTERVAL_NS = 100_000_000;

    private final ChannelListener listener;
    private final Allowance allowance = new Allowance(BURST, INTERVAL_NS);
    private long count;
    private long untold;

    MalformedReports(ChannelListener listener) {
        this.listener = listener;
    }

    /** Lets time pass. */
    void at(long nowNs) {
        allowance.at(nowNs);
    }

    /** @param firstBytes gives the packet's first octets, up to a number; asked only if the listener is told */
    void report(String what, IntFunction<byte[]> firstBytes) {
        count++;
        if (!allowance.take()) {
            untold++;
            return;
        }
        String others = untold == 0 ? "" : " (" + untold + " more bad packets since the last report)";
        untold = 0;
        listener.hostMalformed(what + others, firstBytes.apply(VmbusPort.FIRST_BYTES));
    }

    /** Packets and messages that broke the rules, told or not. */
    long count() {
        return count;
    }
}
