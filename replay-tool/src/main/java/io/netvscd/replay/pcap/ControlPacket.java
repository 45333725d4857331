package io.netvscd.replay.pcap;

import io.netvscd.datapath.netlink.Uevent;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message of the control plane, or a transition without one, as a packet of link type WIRESHARK_UPPER_PDU: what a reader is to show
 * in its columns, then a header of 16 octets in network order, then the message.
 *
 * <pre>
 * tags:   u16 tag   u16 octets   value, padded to four     12 "data"   33 protocol   36 information   0 end
 * header: 0 u8 version 1   1 u8 kind   2 u16 zero   4 u32 channel incarnation   8 u64 transaction id   16 payload
 * </pre>
 */
record ControlPacket(Kind kind, long incarnation, long transactionId, Bytes payload) {
    /** What the payload is; the ordinal is the code in the header. */
    enum Kind {
        /** Nothing: the packet stands for a transition that no message brought about. */
        TRANSITION("netvscd"),
        /** An NVSP message, in-band. */
        NVSP("NVSP"),
        /** An NVSP completion. */
        NVSP_COMPLETION("NVSP"),
        RNDIS("RNDIS"),
        /** The first octets of what could not be read. */
        MALFORMED("netvscd"),
        /** What the device model says about a PCI function. */
        UEVENT("uevent");

        private final String protocol;

        Kind(String protocol) {
            this.protocol = protocol;
        }
    }

    private static final int HEADER_BYTES = 16;
    private static final byte VERSION = 1;
    private static final int TAG_BYTES = 4;
    private static final int TAG_DISSECTOR = 12;
    private static final int TAG_PROTOCOL = 33;
    private static final int TAG_INFORMATION = 36;
    private static final int INFORMATION_BYTES_MAX = 250;
    private static final int ALIGNMENT = 4;

    /** Of a transition: the message that came, if one did. */
    static ControlPacket of(Input input) {
        if (input instanceof ChannelInput.HostMessage in) {
            return new ControlPacket(Kind.NVSP, in.incarnation(), in.transactionId(), in.payload());
        } else if (input instanceof ChannelInput.HostCompletion in) {
            return new ControlPacket(Kind.NVSP_COMPLETION, in.incarnation(), in.transactionId(), in.payload());
        } else if (input instanceof ChannelInput.HostRndis in) {
            return new ControlPacket(Kind.RNDIS, in.incarnation(), 0, in.message());
        } else if (input instanceof ChannelInput.HostMalformed in) {
            return new ControlPacket(Kind.MALFORMED, in.incarnation(), 0, in.firstBytes());
        }
        return new ControlPacket(Kind.TRANSITION, 0, 0, Bytes.EMPTY);
    }

    /** Of a transition that the device model brought about. */
    static ControlPacket of(Uevent uevent) {
        return new ControlPacket(Kind.UEVENT, 0, 0, Bytes.of(uevent.encode()));
    }

    /** What an action sends to the host; null for an action that sends nothing. */
    static ControlPacket of(Action action) {
        if (action instanceof Action.SendMessage out) {
            return new ControlPacket(Kind.NVSP, out.incarnation(), out.transactionId(), out.payload());
        } else if (action instanceof Action.SendCompletion out) {
            return new ControlPacket(Kind.NVSP_COMPLETION, out.incarnation(), out.transactionId(), out.payload());
        } else if (action instanceof Action.SendRndis out) {
            return new ControlPacket(Kind.RNDIS, out.incarnation(), out.transactionId(), out.message());
        }
        return null;
    }

    /**
     * The packet.
     *
     * @param information the line that stands for it in a list of packets
     */
    byte[] octets(String information) {
        byte[] dissector = "data".getBytes(StandardCharsets.US_ASCII);
        byte[] protocol = kind.protocol.getBytes(StandardCharsets.US_ASCII);
        byte[] line = PcapngWriter.cut(information.getBytes(StandardCharsets.UTF_8), INFORMATION_BYTES_MAX);
        int tags = padded(dissector) + padded(protocol) + padded(line) + TAG_BYTES * 4;
        ByteBuffer packet = ByteBuffer.allocate(tags + HEADER_BYTES + payload.length());
        tag(packet, TAG_DISSECTOR, dissector);
        tag(packet, TAG_PROTOCOL, protocol);
        tag(packet, TAG_INFORMATION, line);
        return packet.putInt(0)
                .put(VERSION)
                .put((byte) kind.ordinal())
                .putShort((short) 0)
                .putInt((int) incarnation)
                .putLong(transactionId)
                .put(payload.toArray())
                .array();
    }

    private static void tag(ByteBuffer packet, int tag, byte[] value) {
        packet.putShort((short) tag).putShort((short) padded(value)).put(Arrays.copyOf(value, padded(value)));
    }

    private static int padded(byte[] value) {
        return value.length + ALIGNMENT - 1 & -ALIGNMENT;
    }
}
