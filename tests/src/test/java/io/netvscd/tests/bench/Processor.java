package io.netvscd.tests.bench;

import io.netvscd.datapath.linux.NativeMemory;
import jnr.ffi.LibraryLoader;

/** One of the machine's processors, by its number. */
record Processor(int number) {
    private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");
    private static final int MASK_BYTES = 128;

    /** The C functions, as jnr-ffi binds them. */
    public interface Calls {
        int sched_setaffinity(int thread, long bytes, long mask);
    }

    /** The calling thread runs here and nowhere else from now on. */
    void pin() {
        try (NativeMemory mask = new NativeMemory(MASK_BYTES)) {
            mask.putLong(number / Long.SIZE * Long.BYTES, 1L << number);
            if (CALLS.sched_setaffinity(0, MASK_BYTES, mask.address()) != 0) {
                throw new IllegalStateException("no thread can be kept on processor " + number + " of this machine");
            }
        }
    }
}
