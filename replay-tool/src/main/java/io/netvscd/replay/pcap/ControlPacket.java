package io.netvscd.replay.pcap;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import java.nio.ByteBuffer;

/**
 * A message of the control plane as a packet of link type USER0: a header of 16 octets in network order, then the message.
 *
 * <pre>
 * 0 u8 version 1   1 u8 kind   2 u16 zero   4 u32 channel incarnation   8 u64 transaction id   16 payload
 * </pre>
 */
final class ControlPacket {
    /** What the payload is; the ordinal is the code in the header. */
    private enum Kind {
        /** Nothing: the packet stands for a transition that no message brought about. */
        TRANSITION,
        /** An NVSP message, in-band. */
        NVSP,
        /** An NVSP completion. */
        NVSP_COMPLETION,
        RNDIS,
        /** The first octets of what could not be read. */
        MALFORMED
    }

    private static final int HEADER_BYTES = 16;
    private static final byte VERSION = 1;

    private ControlPacket() {
    }

    /** The packet of a transition: the message that came, if one did. */
    static byte[] of(Input input) {
        if (input instanceof ChannelInput.HostMessage in) {
            return packet(Kind.NVSP, in.incarnation(), in.transactionId(), in.payload());
        } else if (input instanceof ChannelInput.HostCompletion in) {
            return packet(Kind.NVSP_COMPLETION, in.incarnation(), in.transactionId(), in.payload());
        } else if (input instanceof ChannelInput.HostRndis in) {
            return packet(Kind.RNDIS, in.incarnation(), 0, in.message());
        } else if (input instanceof ChannelInput.HostMalformed in) {
            return packet(Kind.MALFORMED, in.incarnation(), 0, in.firstBytes());
        }
        return packet(Kind.TRANSITION, 0, 0, Bytes.EMPTY);
    }

    /** The packet that an action sends to the host; null for an action that sends none. */
    static byte[] of(Action action) {
        if (action instanceof Action.SendMessage out) {
            return packet(Kind.NVSP, out.incarnation(), out.transactionId(), out.payload());
        } else if (action instanceof Action.SendCompletion out) {
            return packet(Kind.NVSP_COMPLETION, out.incarnation(), out.transactionId(), out.payload());
        } else if (action instanceof Action.SendRndis out) {
            return packet(Kind.RNDIS, out.incarnation(), out.transactionId(), out.message());
        }
        return null;
    }

    private static byte[] packet(Kind kind, long incarnation, long transactionId, Bytes payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length())
                .put(VERSION)
                .put((byte) kind.ordinal())
                .putShort((short) 0)
                .putInt((int) incarnation)
                .putLong(transactionId)
                .put(payload.toArray())
                .array();
    }
}
