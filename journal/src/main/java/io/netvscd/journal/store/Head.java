package io.netvscd.journal.store;

import java.util.Arrays;

/**
 * Where the hash chain stands.
 *
 * @param position of the last record, 0 before the first
 * @param hash     of that record's envelope: the first 16 octets of its SHA-256
 */
record Head(long position, byte[] hash) {
    static final int HASH_BYTES = 16;
    /** Before the first record of a journal. */
    static final Head START = new Head(0, new byte[HASH_BYTES]);

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head && position == head.position && Arrays.equals(hash, head.hash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position);
    }
}
