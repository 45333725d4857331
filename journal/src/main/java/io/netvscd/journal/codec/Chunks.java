package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** Values with their length in front, written in place: the length is put in afterwards and the value moved if it needs room. */
final class Chunks {
    private Chunks() {
    }

    /** Begins a chunk; the result goes to {@link #end}. */
    static int begin(Output output) {
        int start = output.position();
        output.writeByte(0);
        return start;
    }

    static void end(Output output, int start) {
        int length = output.position() - start - 1;
        if (length <= Byte.MAX_VALUE) {
            output.getBuffer()[start] = (byte) length;
            return;
        }
        int prefix = prefixBytes(length);
        for (int i = 1; i < prefix; i++) {
            output.writeByte(0);
        }
        byte[] buffer = output.getBuffer();
        System.arraycopy(buffer, start + 1, buffer, start + prefix, length);
        output.setPosition(start);
        output.writeVarInt(length, true);
        output.setPosition(start + prefix + length);
    }

    /** Enters a chunk: nothing beyond it can be read until {@link #leave} is given the result. */
    static int enter(RecordInput input) {
        int length = input.count();
        if (length < 0 || length > input.limit() - input.position()) {
            throw new CorruptRecord("a length of " + length + " at octet " + input.position() + ", where "
                    + (input.limit() - input.position()) + " are left");
        }
        int outer = input.limit();
        input.setLimit(input.position() + length);
        return outer;
    }

    /** Leaves a chunk that must have been read to its end. */
    static void leave(Input input, int outer) {
        if (input.position() != input.limit()) {
            throw new CorruptRecord((input.limit() - input.position()) + " octets left over at octet " + input.position());
        }
        input.setLimit(outer);
    }

    /** Leaves a chunk whose content is of no interest. */
    static void skip(Input input, int outer) {
        input.setPosition(input.limit());
        input.setLimit(outer);
    }

    private static int prefixBytes(int length) {
        int prefix = 1;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            prefix++;
        }
        return prefix;
    }
}
