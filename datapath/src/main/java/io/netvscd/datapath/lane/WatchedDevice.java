package io.netvscd.datapath.lane;

/** A device whose carrier the kernel is asked about when it refuses frames and does not say why. */
public interface WatchedDevice extends AutoCloseable {
    /** It has refused something: its ring may be full, or its carrier lost. Costs whoever sends next to nothing; any thread may call. */
    void refused();

    /** Watches it no more. */
    @Override
    void close();
}
