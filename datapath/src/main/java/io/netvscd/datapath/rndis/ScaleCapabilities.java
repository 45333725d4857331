package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Over how many queues a host can spread what it delivers: the NDIS_RECEIVE_SCALE_CAPABILITIES structure that answers
 * {@link Oid#GEN_RECEIVE_SCALE_CAPABILITIES}. Header {type u8, revision u8, size u16} @0, capability flags @4,
 * interrupts @8, receive queues @12, u16 entries of the indirection table @16; 18 octets.
 */
public record ScaleCapabilities(int receiveQueues, int tableEntries) {
    private static final int TYPE = 0x88;
    private static final int REVISION = 2;
    private static final int BYTES = 18;
    /** Without the table's entries, which came with revision 2. */
    private static final int LEAST_BYTES = 16;
    /** The Toeplitz hash over TCP, IPv4 and IPv6. */
    private static final int FLAGS = 0x0100_0000 | 0x100 | 0x200 | 1;

    /** What the query carries: an empty structure. */
    public static Information question() {
        return Information.of(empty().array());
    }

    /** Reads an answer; empty when it is no such structure or shorter than it says. */
    public static Optional<ScaleCapabilities> of(Information answer) {
        ByteBuffer in = ByteBuffer.wrap(answer.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (in.capacity() < LEAST_BYTES || (in.get(0) & 0xff) != TYPE || in.get(1) < 1
                || (in.getShort(2) & 0xffff) < LEAST_BYTES || in.getInt(12) < 1) {
            return Optional.empty();
        }
        int entries = in.capacity() < BYTES ? 0 : in.getShort(16) & 0xffff;
        return Optional.of(new ScaleCapabilities(in.getInt(12), entries));
    }

    /** The answer. */
    public Information answer() {
        return Information.of(empty().putInt(4, FLAGS).putInt(8, receiveQueues).putInt(12, receiveQueues)
                .putShort(16, (short) tableEntries).array());
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) TYPE).put(1, (byte) REVISION).putShort(2, (short) BYTES);
    }
}
