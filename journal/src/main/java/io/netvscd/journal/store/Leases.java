package io.netvscd.journal.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is reading the whole journal, and how far: retention takes nothing that one of them has before it, for a while. */
final class Leases {
    /** A reader that takes longer is one that does not read. */
    private static final long VALID_NS = 600_000_000_000L;

    /** One reader's. */
    final class Lease implements AutoCloseable {
        private final long sinceNs = System.nanoTime();
        private volatile long position;

        /** Everything up to this record has been read. */
        void reached(long newPosition) {
            position = newPosition;
        }

        boolean isValid() {
            return System.nanoTime() - sinceNs < VALID_NS;
        }

        @Override
        public void close() {
            leases.remove(this);
        }
    }

    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    Lease take() {
        Lease lease = new Lease();
        leases.add(lease);
        return lease;
    }

    /** Records up to here may go. */
    long free() {
        return leases.stream().filter(Lease::isValid).mapToLong(lease -> lease.position).min().orElse(Long.MAX_VALUE);
    }
}
