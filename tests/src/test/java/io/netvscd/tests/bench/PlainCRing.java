package io.netvscd.tests.bench;

import jnr.ffi.LibraryLoader;

/** What plain C makes of the same ring: {@code ring-yardstick.c}. */
final class PlainCRing implements BenchRing {
    /** The folder with the compiled library, a system property. */
    static final String FOLDER = "netvscd.bench.tools";

    private static final Calls CALLS = LibraryLoader.create(Calls.class)
            .search(System.getProperty(FOLDER, "tests/target/bench"))
            .load("ring-yardstick");

    private final long ring;

    PlainCRing(int payloadBytes) {
        ring = CALLS.ring_open(payloadBytes);
    }

    /** The library's functions; a ring is an address. */
    public interface Calls {
        long ring_open(int payloadBytes);

        void ring_close(long ring);

        void ring_one_thread(long ring, int batches);

        int ring_produce(long ring, int packets, int looks);

        int ring_consume(long ring, int packets, int looks);
    }

    @Override
    public void oneThread(int batches) {
        CALLS.ring_one_thread(ring, batches);
    }

    @Override
    public End producer() {
        return (packets, looks) -> CALLS.ring_produce(ring, packets, looks);
    }

    @Override
    public End consumer() {
        return (packets, looks) -> CALLS.ring_consume(ring, packets, looks);
    }

    @Override
    public void close() {
        CALLS.ring_close(ring);
    }
}
