package io.netvscd.datapath.vmbus;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * The header of a transfer-page packet (type 7), read and written: u16 set id @16, 2 octets ignored, u32 range count
 * @20, then {u32 octets, u32 offset} for each range in the receive buffer. Reused; a view of the packet it was read
 * from.
 */
public final class TransferPages {
    /** The set id of a network channel's receive buffer. */
    public static final int RECEIVE_BUFFER_ID = 0xCAFE;
    /** Ranges in one packet, receive coalescing included; 375 without it. */
    public static final int MAX_RANGES = 562;

    private static final int FIXED_BYTES = 8;
    private static final int RANGE_BYTES = 8;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(FIXED_BYTES + MAX_RANGES * RANGE_BYTES);
    private final long own = BufferUtil.address(memory);
    private long header = own;
    private int ranges;

    /**
     * Checks a packet of type 7 against the receive buffer; on success its ranges can be read until the packet is
     * reused.
     *
     * @return what is wrong, or null
     */
    public PacketFault read(Packet packet, int receiveBufferBytes) {
        ranges = 0;
        header = packet.headerAddress();
        if (packet.headerBytes() < FIXED_BYTES) {
            return PacketFault.HEADER_TOO_SHORT;
        }
        if ((UnsafeApi.getShort(header) & 0xffff) != RECEIVE_BUFFER_ID) {
            return PacketFault.TRANSFER_PAGE_SET;
        }
        int count = UnsafeApi.getInt(header + 4);
        if (count < 1 || count > MAX_RANGES || packet.headerBytes() < FIXED_BYTES + count * RANGE_BYTES) {
            return PacketFault.RANGE_COUNT;
        }
        for (int i = 0; i < count; i++) {
            int bytes = rangeBytes(i);
            int offset = rangeOffset(i);
            // Written so that no sum can overflow.
            if (bytes < 0 || offset < 0 || offset > receiveBufferBytes || bytes > receiveBufferBytes - offset) {
                return PacketFault.RANGE_BOUNDS;
            }
        }
        ranges = count;
        return null;
    }

    /** Begins an empty header of one's own. */
    public TransferPages begin() {
        header = own;
        ranges = 0;
        UnsafeApi.putInt(own, RECEIVE_BUFFER_ID);
        return this;
    }

    /** Appends a range; the caller keeps to {@link #MAX_RANGES}. */
    public TransferPages add(int bytes, int offset) {
        if (ranges == MAX_RANGES) {
            throw new IllegalStateException("a transfer-page packet has at most " + MAX_RANGES + " ranges");
        }
        UnsafeApi.putInt(own + FIXED_BYTES + (long) ranges * RANGE_BYTES, bytes);
        UnsafeApi.putInt(own + FIXED_BYTES + (long) ranges * RANGE_BYTES + 4, offset);
        ranges++;
        UnsafeApi.putInt(own + 4, ranges);
        return this;
    }

    /** Where the header begun with {@link #begin} lies, for {@link RingProducer#offer}. */
    public long address() {
        return own;
    }

    /** Its size, a multiple of 8. */
    public int bytes() {
        return FIXED_BYTES + ranges * RANGE_BYTES;
    }

    public int ranges() {
        return ranges;
    }

    /** Octets of a range. */
    public int rangeBytes(int range) {
        return UnsafeApi.getInt(header + FIXED_BYTES + (long) range * RANGE_BYTES);
    }

    /** Where a range begins in the receive buffer. */
    public int rangeOffset(int range) {
        return UnsafeApi.getInt(header + FIXED_BYTES + (long) range * RANGE_BYTES + 4);
    }
}
