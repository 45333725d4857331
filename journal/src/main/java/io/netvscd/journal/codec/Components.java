package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Writes a record's components: their number, then for each its tag (index + 1) and its value as a chunk. One that equals its default is
 * left out. Numbers are zigzag varints, texts UTF-8, addresses six octets. Each method tells how many components it wrote.
 */
final class Components {
    private Components() {
    }

    /** Begins a record; the result goes to {@link #end}. */
    static int begin(Output output) {
        int countAt = output.position();
        output.writeByte(0);
        return countAt;
    }

    static void end(Output output, int countAt, int present) {
        output.getBuffer()[countAt] = (byte) present;
    }

    static int write(Output output, int tag, boolean value) {
        if (!value) {
            return 0;
        }
        output.writeByte(tag);
        output.writeByte(1);
        output.writeByte(1);
        return 1;
    }

    static int write(Output output, int tag, int value) {
        if (value == 0) {
            return 0;
        }
        output.writeByte(tag);
        int start = Chunks.begin(output);
        output.writeVarInt(value, false);
        Chunks.end(output, start);
        return 1;
    }

    static int write(Output output, int tag, long value) {
        if (value == 0) {
            return 0;
        }
        output.writeByte(tag);
        int start = Chunks.begin(output);
        output.writeVarLong(value, false);
        Chunks.end(output, start);
        return 1;
    }

    static int write(Output output, int tag, String value) {
        if (value == null) {
            return 0;
        }
        output.writeByte(tag);
        writeChunk(output, value);
        return 1;
    }

    static int write(Output output, int tag, MacAddress value) {
        if (value == null) {
            return 0;
        }
        output.writeByte(tag);
        writeChunk(output, value);
        return 1;
    }

    static int write(Output output, int tag, Bytes value) {
        if (value == null) {
            return 0;
        }
        output.writeByte(tag);
        writeChunk(output, value);
        return 1;
    }

    static void writeChunk(Output output, String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        if (octets.length > Limits.TEXT_BYTES) {
            throw new CorruptRecord("a text of " + octets.length + " octets; at most " + Limits.TEXT_BYTES + " are stored");
        }
        writeChunk(output, octets);
    }

    static void writeChunk(Output output, MacAddress value) {
        writeChunk(output, value.octets());
    }

    static void writeChunk(Output output, Bytes value) {
        writeChunk(output, value.toArray());
    }

    static void writeChunk(Output output, byte[] octets) {
        output.writeVarInt(octets.length, true);
        output.writeBytes(octets);
    }

    /** Begins a list; the result goes to {@link Chunks#end}. */
    static int beginList(Output output, int tag, int size) {
        if (size > Limits.LIST_ELEMENTS) {
            throw new CorruptRecord("a list of " + size + "; at most " + Limits.LIST_ELEMENTS + " are stored");
        }
        output.writeByte(tag);
        int start = Chunks.begin(output);
        output.writeVarInt(size, true);
        return start;
    }
}
