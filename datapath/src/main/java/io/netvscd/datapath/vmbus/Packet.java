package io.netvscd.datapath.vmbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * One packet, copied out of a ring; made once and reused. It is valid until the next read into it, or of the same ring.
 * Its own memory grows to the largest packet that came alone; one of several is where they were copied to together.
 */
public final class Packet {
    private static final int FIRST_BYTES = 512;
    /** All flags but the known one, and the payload's place. */
    private static final long PLAIN_MASK = 0xfffe_0000_ffff_0000L;
    /** Of a packet whose payload follows its descriptor. */
    private static final long PLAIN = RingBuffer.DESCRIPTOR_BYTES >> 3 << 16;

    private ByteBuffer memory = BufferUtil.allocateDirectAligned(FIRST_BYTES, BitUtil.CACHE_LINE_LENGTH);
    private long own = BufferUtil.address(memory);
    private int capacity = FIRST_BYTES;
    private PacketRun run;
    private long body = own;
    private int bodyBytes;
    private long descriptor;
    private long transactionId;
    private int headerBytes;

    /** The type, one of {@link PacketType} where it is known. */
    public int type() {
        return (int) descriptor & 0xffff;
    }

    public int flags() {
        return (int) (descriptor >>> 48);
    }

    /** Whether the sender wants a completion. */
    public boolean completionRequested() {
        return (flags() & PacketType.COMPLETION_REQUESTED) != 0;
    }

    public long transactionId() {
        return transactionId;
    }

    /** The first octet after the 16-octet descriptor: ranges, or the payload where there are none. */
    public long headerAddress() {
        return body;
    }

    /** Octets between the descriptor and the payload, a multiple of 8. */
    public int headerBytes() {
        return headerBytes;
    }

    public long payloadAddress() {
        return body + headerBytes;
    }

    /** Octets of payload, always a multiple of 8: the true length of a message is not carried. */
    public int payloadBytes() {
        return bodyBytes - headerBytes;
    }

    /** What is wrong with the packet, or null. */
    public PacketFault fault() {
        if (type() == 0 || type() > PacketType.LAST) {
            return PacketFault.UNKNOWN_TYPE;
        } else if ((flags() & ~PacketType.COMPLETION_REQUESTED) != 0) {
            return PacketFault.UNKNOWN_FLAGS;
        }
        int offset = payloadOffset();
        boolean inside = offset >= RingBuffer.DESCRIPTOR_BYTES && offset - RingBuffer.DESCRIPTOR_BYTES <= bodyBytes;
        return inside ? null : PacketFault.PAYLOAD_OFFSET;
    }

    /** A copy of the payload. */
    public byte[] payload() {
        return copy(payloadAddress(), payloadBytes());
    }

    /** A copy of the packet's first octets, descriptor included, for the journal. */
    public byte[] firstBytes(int limit) {
        byte[] all = new byte[Math.min(limit, RingBuffer.DESCRIPTOR_BYTES + bodyBytes)];
        ByteBuffer start = ByteBuffer.allocate(RingBuffer.DESCRIPTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(descriptor).putLong(transactionId);
        start.flip().get(all, 0, Math.min(all.length, RingBuffer.DESCRIPTOR_BYTES));
        for (int i = RingBuffer.DESCRIPTOR_BYTES; i < all.length; i++) {
            all[i] = UnsafeApi.getByte(body + i - RingBuffer.DESCRIPTOR_BYTES);
        }
        return all;
    }

    /** Memory for so many octets, the packet's own until the next. */
    long reserve(int bytes) {
        if (bytes > capacity) {
            memory = BufferUtil.allocateDirectAligned(Integer.highestOneBit(bytes - 1) << 1, BitUtil.CACHE_LINE_LENGTH);
            own = BufferUtil.address(memory);
            capacity = memory.capacity();
        }
        return own;
    }

    /** Becomes one whose octets were copied into its own memory. */
    RingRead wrap(long newDescriptor, long newTransactionId, int newBodyBytes) {
        body = own;
        return become(newDescriptor, newTransactionId, newBodyBytes);
    }

    /** Becomes one whose octets lie in a run, which lives on as long as this refers to it. */
    RingRead wrap(PacketRun newRun, long newDescriptor, long newTransactionId, long newBody, int newBodyBytes) {
        if (run != newRun) {
            run = newRun;
        }
        body = newBody;
        return become(newDescriptor, newTransactionId, newBodyBytes);
    }

    private RingRead become(long newDescriptor, long newTransactionId, int newBodyBytes) {
        descriptor = newDescriptor;
        transactionId = newTransactionId;
        bodyBytes = newBodyBytes;
        headerBytes = 0;
        if ((descriptor & PLAIN_MASK) == PLAIN && Integer.compareUnsigned(type() - 1, PacketType.LAST) < 0) {
            return RingRead.PACKET;
        }
        if (fault() != null) {
            return RingRead.MALFORMED;
        }
        headerBytes = payloadOffset() - RingBuffer.DESCRIPTOR_BYTES;
        return RingRead.PACKET;
    }

    /** What the descriptor says, in octets from its own start. */
    private int payloadOffset() {
        return ((int) (descriptor >>> 16) & 0xffff) << 3;
    }

    private static byte[] copy(long address, int bytes) {
        byte[] copy = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            copy[i] = UnsafeApi.getByte(address + i);
        }
        return copy;
    }
}
