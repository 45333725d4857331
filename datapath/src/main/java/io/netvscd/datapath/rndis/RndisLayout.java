package io.netvscd.datapath.rndis;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Where the fields of one message are.
 *
 * @param type        the word at offset 0
 * @param headerBytes up to and with the last fixed field; no decoder is asked before so many are there
 * @param information the buffer that follows the header
 */
record RndisLayout<M extends RndisMessage>(
        int type,
        Class<M> message,
        int headerBytes,
        Decoder<M> decoder,
        BiConsumer<M, RndisWriter> encoder,
        Function<M, Information> information) {
    /** Reads the fields. */
    interface Decoder<M> {
        M decode(RndisReader in) throws RndisMalformed;
    }

    /** A message of fixed fields alone. */
    static <M extends RndisMessage> RndisLayout<M> of(
            int type, Class<M> message, int headerBytes, Decoder<M> decoder, BiConsumer<M, RndisWriter> encoder) {
        return new RndisLayout<>(type, message, headerBytes, decoder, encoder, any -> Information.EMPTY);
    }

    M decode(RndisReader in) throws RndisMalformed {
        in.requireHeader(type, headerBytes);
        return decoder.decode(in);
    }

    byte[] encode(RndisMessage from) {
        M typed = message.cast(from);
        RndisWriter out = new RndisWriter(type, headerBytes, information.apply(typed));
        encoder.accept(typed, out);
        return out.octets();
    }
}
