package io.netvscd.journal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Gives the same text for the same octets, mostly: a journal of a million records names a handful of owners and writers. For one thread.
 */
public final class TextPool {
    private static final int SLOTS = 256;

    private final byte[][] octets = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];
    private final boolean uuids;

    private TextPool(boolean uuids) {
        this.uuids = uuids;
    }

    /** For texts in UTF-8. */
    public static TextPool ofTexts() {
        return new TextPool(false);
    }

    /** For UUIDs of 16 octets, which become their canonical text. */
    public static TextPool ofUuids() {
        return new TextPool(true);
    }

    /** The text that these octets are. */
    public String of(byte[] from, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + from[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        byte[] known = octets[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, from, offset, offset + length)) {
            octets[slot] = Arrays.copyOfRange(from, offset, offset + length);
            texts[slot] = text(from, offset, length);
        }
        return texts[slot];
    }

    private String text(byte[] from, int offset, int length) {
        if (!uuids) {
            return new String(from, offset, length, StandardCharsets.UTF_8);
        }
        ByteBuffer uuid = ByteBuffer.wrap(from, offset, length);
        return new UUID(uuid.getLong(), uuid.getLong()).toString();
    }
}
