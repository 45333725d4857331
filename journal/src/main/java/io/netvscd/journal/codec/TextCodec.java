package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8, as long as its chunk. Null is a component that is not there. */
final class TextCodec implements ValueCodec {
    static final TextCodec TEXT = new TextCodec();

    @Override
    public void write(Output output, Object value) {
        byte[] octets = ((String) value).getBytes(StandardCharsets.UTF_8);
        if (octets.length > Limits.TEXT_BYTES) {
            throw new CorruptRecord("a text of " + octets.length + " octets; at most " + Limits.TEXT_BYTES + " are stored");
        }
        output.writeBytes(octets);
    }

    @Override
    public Object read(RecordInput input) {
        return input.text();
    }

    /** The text; {@link CorruptRecord} for octets that are none. */
    static String decodeStrictly(byte[] octets, int offset, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, offset, length)).toString();
        } catch (CharacterCodingException e) {
            throw new CorruptRecord("a text that is not UTF-8", e);
        }
    }
}
