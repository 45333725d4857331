package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;

/** What records are read from, with what reading needs beside the octets. For one thread. */
final class RecordInput extends Input {
    /** Longer texts are seldom the same. */
    private static final int POOLED_BYTES = 64;

    private final TextPool texts = TextPool.ofTexts();
    private final RecordPool records = new RecordPool();
    private int depth;

    /** Begins with other octets. */
    void begin(byte[] octets) {
        setBuffer(octets);
        depth = 0;
    }

    /** Enters a record within a record. */
    void descend() {
        if (++depth > Limits.DEPTH) {
            throw new CorruptRecord("records within records, more than " + Limits.DEPTH + " deep");
        }
    }

    /** Leaves it. */
    void ascend() {
        depth--;
    }

    /** Records that were read from the same octets before. */
    RecordPool records() {
        return records;
    }

    /** Octets up to the limit, which is the end of the value. */
    int left() {
        return limit - position;
    }

    /** Reads text up to the limit. */
    String text() {
        int length = left();
        if (length > Limits.TEXT_BYTES) {
            throw new CorruptRecord("a text of " + length + " octets at octet " + position);
        }
        String text = length <= POOLED_BYTES && isAscii(length) ? texts.of(buffer, position, length)
                : TextCodec.decodeStrictly(buffer, position, length);
        position = limit;
        return text;
    }

    private boolean isAscii(int length) {
        for (int i = position; i < position + length; i++) {
            if (buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads octets up to the limit. */
    byte[] octets() {
        return readBytes(left());
    }
}
