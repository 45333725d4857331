package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.journal.vocabulary.Bytes;

/**
 * What the host's octets say.
 *
 * @param message null where they are no message
 * @param fault   why they are none, else empty
 */
record Heard<M>(M message, String fault) {
    /** An in-band packet. */
    static Heard<NvspMessage> nvsp(ChannelState state, Bytes payload) {
        try {
            return new Heard<>(NvspCodec.decode(payload.toArray(), state.session().agreed().version()), "");
        } catch (NvspMalformed e) {
            return new Heard<>(null, e.getMessage());
        }
    }

    /** A completion that should not be empty. */
    static Heard<NvspMessage> completion(Bytes payload) {
        try {
            return new Heard<>(NvspCodec.decodeCompletion(payload.toArray()), "");
        } catch (NvspMalformed e) {
            return new Heard<>(null, e.getMessage());
        }
    }

    /** A message of the control channel. */
    static Heard<RndisMessage> rndis(Bytes message) {
        try {
            return new Heard<>(RndisCodec.decode(message.toArray()), "");
        } catch (RndisMalformed e) {
            return new Heard<>(null, e.getMessage());
        }
    }

    boolean malformed() {
        return message == null;
    }

    boolean is(Class<? extends M> type) {
        return type.isInstance(message);
    }

    /** The message or the fault, for people. */
    String text() {
        return message == null ? fault : message.toString();
    }
}
