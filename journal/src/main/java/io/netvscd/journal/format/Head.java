package io.netvscd.journal.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Where the hash chain stands.
 *
 * @param position of the last record, 0 before the first
 * @param hash     of the group that ends with this record (of its envelope in format 1): the first 16 octets of the SHA-256
 */
public record Head(long position, byte[] hash) {
    public static final int HASH_BYTES = 16;
    /** Before the first record of a journal. */
    public static final Head START = new Head(0, new byte[HASH_BYTES]);

    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    });

    /** The head once these octets, whose last record has this position, are the last. */
    public static Head after(long position, byte[] octets) {
        return new Head(position, Arrays.copyOf(DIGEST.get().digest(octets), HASH_BYTES));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head && position == head.position && Arrays.equals(hash, head.hash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position);
    }
}
