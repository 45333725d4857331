package io.netvscd.journal.format;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.journal.vocabulary.Stamp;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** What the store notes beside the records: u8 version (1), varints and texts, u32 CRC32C of all that. */
final class Sealed {
    private static final byte VERSION = 1;
    private static final int MAX_BYTES = 64 << 20;

    private Sealed() {
    }

    static byte[] write(Consumer<Output> content) {
        Output output = new Output(256, MAX_BYTES);
        output.writeByte(VERSION);
        content.accept(output);
        // Kryo writes the lowest octet first, and all else on disk is big endian.
        output.writeInt(Integer.reverseBytes(sum(output.getBuffer(), output.position())));
        return output.toBytes();
    }

    /** Reads what {@link #write} wrote; an {@link IllegalArgumentException} says what is wrong with it. */
    static <T> T read(byte[] octets, Function<Input, T> content) {
        int length = octets.length - Integer.BYTES;
        if (length < 1 || ByteBuffer.wrap(octets).getInt(length) != sum(octets, length)) {
            throw new IllegalArgumentException("its CRC32C does not match");
        }
        if (octets[0] != VERSION) {
            throw new IllegalArgumentException("version " + octets[0] + "; this build reads " + VERSION);
        }
        try {
            return content.apply(new Input(octets, 1, length - 1));
        } catch (KryoException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("shorter than its own lengths say", e);
        }
    }

    static void number(Output output, long value) {
        output.writeVarLong(value, true);
    }

    static long number(Input input) {
        return input.readVarLong(true);
    }

    static void text(Output output, String text) {
        output.writeString(text);
    }

    static void stamp(Output output, Stamp stamp) {
        number(output, stamp.bootEpoch());
        number(output, stamp.tick());
        number(output, stamp.monotonicNs());
        number(output, stamp.wallClockMs());
    }

    static Stamp stamp(Input input) {
        return new Stamp(number(input), number(input), number(input), number(input));
    }

    static void head(Output output, Head head) {
        number(output, head.position());
        output.writeBytes(head.hash());
    }

    static Head head(Input input) {
        return new Head(number(input), input.readBytes(Head.HASH_BYTES));
    }

    private static int sum(byte[] octets, int length) {
        CRC32C crc = new CRC32C();
        crc.update(octets, 0, length);
        return (int) crc.getValue();
    }
}
