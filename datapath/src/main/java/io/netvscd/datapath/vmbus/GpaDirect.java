package io.netvscd.datapath.vmbus;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * The header of a GPA-direct packet (type 9), read and written: 4 octets ignored @16, u32 range count @20, then for
 * each range u32 octets, u32 offset in its first page, and one u64 frame number for every 4 KiB page it touches.
 * Reused; a view of the packet it was read from.
 */
public final class GpaDirect {
    /** Ranges in one packet of the classic one-page form. */
    public static final int MAX_RANGES = 32;
    /** Octets before the first range. */
    static final int FIXED_BYTES = 8;
    private static final int RANGE_HEADER_BYTES = 8;
    /** Octets of a range that lies in one page. */
    static final int PAGE_RANGE_BYTES = RANGE_HEADER_BYTES + Long.BYTES;

    private static final int PAGE_BYTES = GuestMemory.PAGE_BYTES;

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(FIXED_BYTES + MAX_RANGES * PAGE_RANGE_BYTES);
    private final long own = BufferUtil.address(memory);
    private final long[] rangeAt = new long[MAX_RANGES];
    private int ranges;
    private int bytes;

    /**
     * Checks a packet of type 9; on success its ranges can be read until the packet is reused.
     *
     * @return what is wrong, or null
     */
    public PacketFault read(Packet packet) {
        ranges = 0;
        long at = packet.headerAddress() + FIXED_BYTES;
        long left = packet.headerBytes() - FIXED_BYTES;
        if (left < 0) {
            return PacketFault.HEADER_TOO_SHORT;
        }
        int count = UnsafeApi.getInt(packet.headerAddress() + 4);
        if (count < 1 || count > MAX_RANGES) {
            return PacketFault.RANGE_COUNT;
        }
        for (int i = 0; i < count; i++) {
            if (left < RANGE_HEADER_BYTES) {
                return PacketFault.RANGE_COUNT;
            }
            long length = Integer.toUnsignedLong(UnsafeApi.getInt(at));
            long offset = Integer.toUnsignedLong(UnsafeApi.getInt(at + 4));
            if (offset >= PAGE_BYTES) {
                return PacketFault.RANGE_BOUNDS;
            }
            long size = RANGE_HEADER_BYTES + (offset + length + PAGE_BYTES - 1) / PAGE_BYTES * Long.BYTES;
            if (length == 0 || size > left) {
                return PacketFault.RANGE_BOUNDS;
            }
            rangeAt[i] = at;
            at += size;
            left -= size;
        }
        ranges = count;
        return null;
    }

    /** Begins an empty header of one's own. */
    public GpaDirect begin() {
        ranges = 0;
        bytes = FIXED_BYTES;
        UnsafeApi.putLong(own, 0L);
        return this;
    }

    /** Appends a range that lies in one page; the caller keeps to {@link #MAX_RANGES}. */
    public GpaDirect add(int length, int offsetInPage, long pageFrameNumber) {
        if (ranges == MAX_RANGES) {
            throw new IllegalStateException("a GPA-direct packet has at most " + MAX_RANGES + " ranges");
        }
        if (length < 1 || offsetInPage < 0 || length > PAGE_BYTES - offsetInPage) {
            throw new IllegalArgumentException("a range lies in one page: " + length + " octets at " + offsetInPage);
        }
        long at = own + bytes;
        UnsafeApi.putInt(at, length);
        UnsafeApi.putInt(at + 4, offsetInPage);
        UnsafeApi.putLong(at + 8, pageFrameNumber);
        rangeAt[ranges] = at;
        ranges++;
        bytes += PAGE_RANGE_BYTES;
        UnsafeApi.putInt(own + 4, ranges);
        return this;
    }

    /** Where the header begun with {@link #begin} lies, for {@link RingProducer#offer}. */
    public long address() {
        return own;
    }

    /** Its size, a multiple of 8. */
    public int bytes() {
        return bytes;
    }

    public int ranges() {
        return ranges;
    }

    /** Octets of a range. */
    public int rangeBytes(int range) {
        return UnsafeApi.getInt(rangeAt[range]);
    }

    /** Where a range begins in its first page. */
    public int rangeOffset(int range) {
        return UnsafeApi.getInt(rangeAt[range] + 4);
    }

    /** The frame number of a range's {@code page}-th page. */
    public long pageFrameNumber(int range, int page) {
        return UnsafeApi.getLong(rangeAt[range] + RANGE_HEADER_BYTES + (long) page * Long.BYTES);
    }
}
