package io.netvscd.journal.redact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of small things under one key: without the key nobody can compute it, not even for a guess. */
final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    KeyedHash(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** 31 bits that stand for these numbers, for one purpose. */
    int of(String purpose, long... numbers) {
        ByteBuffer octets = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            octets.putLong(number);
        }
        return of(purpose, octets.array());
    }

    /** 31 bits that stand for these octets, for one purpose. */
    int of(String purpose, byte[] octets) {
        mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        return ByteBuffer.wrap(mac.doFinal(octets)).getInt() & Integer.MAX_VALUE;
    }
}
