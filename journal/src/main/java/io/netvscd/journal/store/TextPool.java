package io.netvscd.journal.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives the same text for the same octets, mostly: a journal of a million records names a handful of owners and writers. */
final class TextPool {
    private static final int SLOTS = 256;

    private final byte[][] octets = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    String of(byte[] from, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + from[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        byte[] known = octets[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, from, offset, offset + length)) {
            octets[slot] = Arrays.copyOfRange(from, offset, offset + length);
            texts[slot] = new String(from, offset, length, StandardCharsets.UTF_8);
        }
        return texts[slot];
    }
}
