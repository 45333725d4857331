package io.netvscd.journal.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash over lines in which each names the one before: SHA-256 of the previous hash and the line. */
final class LineChain {
    private final MessageDigest digest = sha256();
    private byte[] head = new byte[digest.getDigestLength()];
    private long lines;

    void add(String line) {
        digest.update(head);
        head = digest.digest(line.getBytes(StandardCharsets.UTF_8));
        lines++;
    }

    long lines() {
        return lines;
    }

    String head() {
        return HexFormat.of().formatHex(head);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
