package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/**
 * One direction of a VMBus channel in shared memory: a header page and a data area. Guest and host use the same
 * class; which one produces and which one consumes is a matter of who makes the {@link RingProducer} and who the
 * {@link RingConsumer}.
 *
 * <p>Header page: write index @0, read index @4, interrupt mask @8, pending send size @12, feature bits @64. Indices
 * are octet offsets in the data area, always multiples of 8 and below its size.
 */
public final class RingBuffer {
    /** Octets of the header page. */
    public static final int HEADER_BYTES = 4096;
    /** Feature bit: the producer uses pending_send_sz, so the consumer tells it when enough has been freed. */
    public static final int FEATURE_PENDING_SEND = 1;

    static final int DESCRIPTOR_BYTES = 16;
    static final int TRAILER_BYTES = 8;
    static final int PACKET_BYTES_MIN = DESCRIPTOR_BYTES + TRAILER_BYTES;

    private static final int COPIED_HERE_BYTES = 128;

    private static final int WRITE_INDEX = 0;
    private static final int READ_INDEX = 4;
    private static final int INTERRUPT_MASK = 8;
    private static final int PENDING_SEND = 12;
    private static final int FEATURES = 64;

    private final long header;
    private final long data;
    private final int dataBytes;

    /**
     * @param headerAddress of the header page
     * @param dataAddress   of the data area, 8-aligned
     * @param dataBytes     size of the data area, a multiple of 8
     */
    public RingBuffer(long headerAddress, long dataAddress, int dataBytes) {
        if (dataBytes < 64 || (dataBytes & 7) != 0 || (dataAddress & 7) != 0) {
            throw new IllegalArgumentException("a ring's data area is 8-aligned and 64 octets or more, by eights: "
                    + dataBytes + " octets at 0x" + Long.toHexString(dataAddress));
        }
        header = headerAddress;
        data = dataAddress;
        this.dataBytes = dataBytes;
    }

    /** Makes it an empty ring whose producer honours pending_send_sz. For the owner of fresh memory only. */
    public void initialise() {
        UnsafeApi.setMemory(header, HEADER_BYTES, (byte) 0);
        UnsafeApi.putIntRelease(null, header + FEATURES, FEATURE_PENDING_SEND);
    }

    /** Octets in the data area. */
    public int dataBytes() {
        return dataBytes;
    }

    /** The published write index, unchecked. */
    public int writeIndex() {
        return UnsafeApi.getIntAcquire(null, header + WRITE_INDEX);
    }

    /** The published read index, unchecked. */
    public int readIndex() {
        return UnsafeApi.getIntAcquire(null, header + READ_INDEX);
    }

    /** Whether the consumer asks not to be signalled. */
    public boolean masked() {
        return UnsafeApi.getIntVolatile(null, header + INTERRUPT_MASK) != 0;
    }

    /** Free octets that a blocked producer waits for, 0 when it is not blocked. */
    public int pendingSendBytes() {
        return UnsafeApi.getIntVolatile(null, header + PENDING_SEND);
    }

    /** Whether the producer said at the start that it uses pending_send_sz. */
    public boolean supportsPendingSend() {
        return (UnsafeApi.getIntVolatile(null, header + FEATURES) & FEATURE_PENDING_SEND) != 0;
    }

    void publishWriteIndex(int index) {
        UnsafeApi.putIntRelease(null, header + WRITE_INDEX, index);
    }

    void publishReadIndex(int index) {
        UnsafeApi.putIntRelease(null, header + READ_INDEX, index);
    }

    void setMask(boolean masked) {
        UnsafeApi.putIntVolatile(null, header + INTERRUPT_MASK, masked ? 1 : 0);
    }

    void setPendingSendBytes(int bytes) {
        UnsafeApi.putIntVolatile(null, header + PENDING_SEND, bytes);
    }

    /** Whether an index written by the other side can be one at all. */
    boolean isIndex(int index) {
        return Integer.compareUnsigned(index, dataBytes) < 0 && (index & 7) == 0;
    }

    /** Octets of a packet with this descriptor, trailer included, as it claims. */
    static int packetBytes(long descriptor) {
        return ((int) (descriptor >>> 32) & 0xffff) * 8 + TRAILER_BYTES;
    }

    /** Octets from {@code from} forward to {@code to}, round the end if need be. */
    int distance(int from, int to) {
        int bytes = to - from;
        return bytes < 0 ? bytes + dataBytes : bytes;
    }

    /** The index {@code bytes} further on; {@code bytes} is at most the size of the data area. */
    int plus(int index, int bytes) {
        int sum = index - dataBytes + bytes;
        return sum < 0 ? sum + dataBytes : sum;
    }

    /** The address of an index. An aligned 8-octet word at an aligned index never wraps. */
    long address(int index) {
        return data + index;
    }

    /** Copies into the ring, in two parts where it wraps. */
    void copyIn(int index, long from, int bytes) {
        int first = Math.min(bytes, dataBytes - index);
        copy(from, data + index, first);
        copy(from + first, data, bytes - first);
    }

    /** Copies out of the ring, in two parts where it wraps. */
    void copyOut(int index, long to, int bytes) {
        int first = Math.min(bytes, dataBytes - index);
        copy(data + index, to, first);
        copy(data, to + first, bytes - first);
    }

    /**
     * Copies memory that does not overlap. What a small frame needs is less than what a call of the general routine
     * costs, so it is done here, without a loop: what does not come out even is copied twice.
     */
    static void copy(long from, long to, int bytes) {
        if (bytes > COPIED_HERE_BYTES) {
            UnsafeApi.copyMemory(from, to, bytes);
        } else if (bytes >= 32) {
            copy32(from, to);
            if (bytes > 64) {
                copy32(from + 32, to + 32);
                copy32(from + bytes - 64, to + bytes - 64);
            }
            copy32(from + bytes - 32, to + bytes - 32);
        } else if (bytes >= 8) {
            copy8(from, to);
            if (bytes > 16) {
                copy8(from + 8, to + 8);
                copy8(from + bytes - 16, to + bytes - 16);
            }
            copy8(from + bytes - 8, to + bytes - 8);
        } else {
            for (int at = 0; at < bytes; at++) {
                UnsafeApi.putByte(to + at, UnsafeApi.getByte(from + at));
            }
        }
    }

    private static void copy32(long from, long to) {
        copy8(from, to);
        copy8(from + 8, to + 8);
        copy8(from + 16, to + 16);
        copy8(from + 24, to + 24);
    }

    private static void copy8(long from, long to) {
        UnsafeApi.putLong(to, UnsafeApi.getLong(from));
    }
}
