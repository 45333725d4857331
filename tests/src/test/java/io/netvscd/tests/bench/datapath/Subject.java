package io.netvscd.tests.bench.datapath;

import java.util.Set;

/** Something that carries frames between a NIC and its peer. Made once, measured many times. */
interface Subject {
    String name();

    Bed bed();

    /** Processor seconds that its own process has used so far; 0 where the kernel alone forwards. */
    default double cpuSeconds() {
        return 0;
    }

    /** What can be measured of it. */
    default Set<Measure> measures() {
        return Measure.asked();
    }

    /** Keeps the processors free for others from now on. */
    default void pause() throws Exception {
    }

    default void resume() throws Exception {
    }

    /** Ends it and takes its namespaces away. */
    void close() throws Exception;
}
