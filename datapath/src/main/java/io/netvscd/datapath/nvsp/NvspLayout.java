package io.netvscd.datapath.nvsp;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * Where the fields of one message are.
 *
 * @param type  the word at offset 0
 * @param bytes up to and with the last field; no decoder is asked before so many are there
 */
record NvspLayout<M extends NvspMessage>(
        int type, Class<M> message, int bytes, Decoder<M> decoder, BiConsumer<M, ByteBuffer> encoder) {
    /** Reads the fields; the buffer is little-endian, with the message at index 0. */
    interface Decoder<M> {
        M decode(ByteBuffer in) throws NvspMalformed;
    }

    M decode(ByteBuffer in) throws NvspMalformed {
        if (in.limit() < bytes) {
            throw new NvspMalformed(in.limit(), "message " + type + " has " + bytes + " octets, only "
                    + in.limit() + " are there");
        }
        return decoder.decode(in);
    }

    void encode(NvspMessage from, ByteBuffer out) {
        out.putInt(0, type);
        encoder.accept(message.cast(from), out);
    }
}
