package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8, as long as its chunk. Null is a component that is not there. */
final class TextCodec implements ValueCodec {
    static final TextCodec TEXT = new TextCodec();

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        byte[] octets = ((String) value).getBytes(StandardCharsets.UTF_8);
        if (octets.length > Limits.TEXT_BYTES) {
            throw new CorruptRecord("a text of " + octets.length + " octets; at most " + Limits.TEXT_BYTES + " are stored");
        }
        output.writeBytes(octets);
    }

    @Override
    public Object read(Kryo kryo, Input input) {
        int length = input.limit() - input.position();
        if (length > Limits.TEXT_BYTES) {
            throw new CorruptRecord("a text of " + length + " octets at octet " + input.position());
        }
        String text = decode(input.getBuffer(), input.position(), length);
        input.setPosition(input.limit());
        return text;
    }

    private static String decode(byte[] octets, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] < 0) {
                return decodeStrictly(octets, offset, length);
            }
        }
        return new String(octets, offset, length, StandardCharsets.ISO_8859_1);
    }

    private static String decodeStrictly(byte[] octets, int offset, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, offset, length)).toString();
        } catch (CharacterCodingException e) {
            throw new CorruptRecord("a text that is not UTF-8", e);
        }
    }
}
