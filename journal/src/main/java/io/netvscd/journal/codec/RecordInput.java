package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What records are read from, value by value, each a chunk; with what reading needs beside the octets. For one thread. */
final class RecordInput extends Input {
    /** Longer texts are seldom the same. */
    private static final int POOLED_TEXT_BYTES = 64;
    /** What an int and a long have at most where no bit is lost: others are rare, and left to Kryo. */
    private static final int INT_BYTES = 4;
    private static final int LONG_BYTES = 8;
    /** Longer records are seldom the same. */
    private static final int POOLED_RECORD_BYTES = 128;

    private final TextPool texts = TextPool.ofTexts();
    private final RecordPool records = new RecordPool();
    private int depth;

    /** Begins with other octets. */
    void begin(byte[] octets) {
        setBuffer(octets);
        depth = 0;
    }

    /** Enters a record, maybe within another: how many components it has. */
    int descend() {
        if (++depth > Limits.DEPTH) {
            throw new CorruptRecord("records within records, more than " + Limits.DEPTH + " deep");
        }
        return count();
    }

    /** Leaves it. */
    void ascend() {
        depth--;
    }

    /** A number that is not negative, and small nearly always: one octet. */
    int count() {
        return position < limit && buffer[position] >= 0 ? buffer[position++] : readVarInt(true);
    }

    /** The tag of a record's next component; they ascend. */
    int tag(int last, Class<?> record) {
        int tag = count();
        if (tag <= last) {
            throw new CorruptRecord("tag " + tag + " after tag " + last + " in a " + record.getSimpleName());
        }
        return tag;
    }

    /** The record that was read from the same octets, which are those up to the limit, if it is still known; else null. */
    <T> T known(Class<T> type) {
        if (left() > POOLED_RECORD_BYTES) {
            return null;
        }
        Object known = records.known(buffer, position, limit);
        if (!type.isInstance(known)) {
            return null;
        }
        position = limit;
        return type.cast(known);
    }

    /** Keeps what was read from there up to the limit. */
    void keep(int from, Object record) {
        if (position == limit && position - from <= POOLED_RECORD_BYTES) {
            records.keep(buffer, from, position, record);
        }
    }

    /** Octets up to the limit, which is the end of the value. */
    int left() {
        return limit - position;
    }

    boolean truth() {
        int outer = Chunks.enter(this);
        byte octet = readByte();
        if (octet != 1) {
            throw new CorruptRecord("a truth value of " + octet + " at octet " + (position - 1));
        }
        Chunks.leave(this, outer);
        return true;
    }

    int int32() {
        int length = plainBytes(INT_BYTES);
        if (length > 0) {
            return (int) number(length);
        }
        int outer = Chunks.enter(this);
        int value = readVarInt(false);
        Chunks.leave(this, outer);
        return value;
    }

    long int64() {
        int length = plainBytes(LONG_BYTES);
        if (length > 0) {
            return number(length);
        }
        int outer = Chunks.enter(this);
        long value = readVarLong(false);
        Chunks.leave(this, outer);
        return value;
    }

    /** How many octets the number in the next chunk has; 0 where it has more than that, or is not in order. */
    private int plainBytes(int most) {
        int length = position < limit ? buffer[position] : 0;
        if (length <= 0 || length > most || length >= limit - position || buffer[position + length] < 0) {
            return 0;
        }
        for (int i = position + length - 1; i > position; i--) {
            if (buffer[i] >= 0) {
                return 0;
            }
        }
        return length;
    }

    /** Reads a chunk of that length, seven bits in each octet, the lowest first. */
    private long number(int length) {
        long zigzag = 0;
        for (int i = position + length; i > position; i--) {
            zigzag = zigzag << 7 | buffer[i] & 0x7f;
        }
        position += length + 1;
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    String text() {
        int outer = Chunks.enter(this);
        String text = textToLimit();
        limit = outer;
        return text;
    }

    /** Six octets in wire order. */
    MacAddress mac() {
        int outer = Chunks.enter(this);
        require(MacAddress.BYTES);
        MacAddress value = MacAddress.of(buffer, position);
        position += MacAddress.BYTES;
        Chunks.leave(this, outer);
        return value;
    }

    /** As many octets as the chunk has. */
    Bytes octets() {
        int outer = Chunks.enter(this);
        Bytes value = Bytes.of(readBytes(left()));
        limit = outer;
        return value;
    }

    /** The number of elements of a list, before the first. */
    int elements() {
        int size = count();
        if (size < 0 || size > Math.min(Limits.LIST_ELEMENTS, left())) {
            throw new CorruptRecord("a list of " + size + " at octet " + position);
        }
        return size;
    }

    /** A value that a newer build wrote. */
    void skipChunk() {
        Chunks.skip(this, Chunks.enter(this));
    }

    /** Text up to the limit. */
    String textToLimit() {
        int length = left();
        if (length > Limits.TEXT_BYTES) {
            throw new CorruptRecord("a text of " + length + " octets at octet " + position);
        }
        String text = length <= POOLED_TEXT_BYTES && isAscii(length) ? texts.of(buffer, position, length) : decodeStrictly(length);
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

    private String decodeStrictly(int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, position, length)).toString();
        } catch (CharacterCodingException e) {
            throw new CorruptRecord("a text that is not UTF-8", e);
        }
    }
}
