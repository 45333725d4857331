package io.netvscd.datapath.forward;

import io.netvscd.datapath.PortCounters;

/** The running counters of one end. */
final class EndCounters {
    private long txFrames;
    private long txBytes;
    private long rxFrames;
    private long rxBytes;
    private long dropped;

    void sent(long frames, long bytes) {
        txFrames += frames;
        txBytes += bytes;
    }

    void received(long frames, long bytes) {
        rxFrames += frames;
        rxBytes += bytes;
    }

    void drop(int frames) {
        dropped += frames;
    }

    PortCounters read() {
        return new PortCounters(txFrames, txBytes, rxFrames, rxBytes, dropped);
    }
}
