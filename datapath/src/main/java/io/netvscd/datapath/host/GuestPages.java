package io.netvscd.datapath.host;

import io.netvscd.datapath.vmbus.GpaDirect;
import io.netvscd.datapath.vmbus.GuestMemory;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * What a GPA-direct packet refers to: pages of the guest's, read where they lie when they lie one behind the other, and
 * put together in memory of the host's otherwise. What was put together stays until {@link #reset}.
 */
final class GuestPages {
    /** No message is longer: a frame of 64 KiB with all that can stand in front of it. */
    static final int MESSAGE_BYTES_MAX = 68 << 10;
    private static final int SLOTS = 64;

    private final MemoryVmbusDevice device;
    private final ByteBuffer[] slots = new ByteBuffer[SLOTS];
    private int used;
    private int bytes;

    GuestPages(MemoryVmbusDevice device) {
        this.device = device;
    }

    /** Whether one more message could be put together. */
    boolean hasRoom() {
        return used < SLOTS;
    }

    /** Every message has been dealt with. */
    void reset() {
        used = 0;
    }

    /** Octets of the message found last. */
    int bytes() {
        return bytes;
    }

    /**
     * Finds a message in its pages.
     *
     * @param section      where the message begins, in a section of the send buffer
     * @param sectionBytes that lie there, 0 for a message in pages alone
     * @return where it lies in one piece; 0 when a page is none of the guest's, or it is too long
     */
    long find(GpaDirect packet, long section, int sectionBytes) {
        bytes = sectionBytes;
        for (int range = 0; range < packet.ranges(); range++) {
            int rangeBytes = packet.rangeBytes(range);
            if (rangeBytes < 0 || rangeBytes > MESSAGE_BYTES_MAX - bytes) {
                return 0;
            }
            bytes += rangeBytes;
        }
        long whole = sectionBytes == 0 ? inOnePiece(packet) : 0;
        return whole != 0 ? whole : putTogether(packet, section, sectionBytes);
    }

    /** The first octet when every page follows the one before, else 0. */
    private long inOnePiece(GpaDirect packet) {
        long first = device.guestPage(packet.pageFrameNumber(0, 0)) + packet.rangeOffset(0);
        long next = first;
        for (int range = 0; range < packet.ranges(); range++) {
            int left = packet.rangeBytes(range);
            int offset = packet.rangeOffset(range);
            for (int page = 0; left > 0; page++) {
                long at = device.guestPage(packet.pageFrameNumber(range, page));
                if (at == 0 || at + offset != next) {
                    return 0;
                }
                int here = Math.min(left, GuestMemory.PAGE_BYTES - offset);
                next += here;
                left -= here;
                offset = 0;
            }
        }
        return first;
    }

    private long putTogether(GpaDirect packet, long section, int sectionBytes) {
        if (slots[used] == null) {
            slots[used] = ByteBuffer.allocateDirect(MESSAGE_BYTES_MAX);
        }
        long message = BufferUtil.address(slots[used]);
        UnsafeApi.copyMemory(section, message, sectionBytes);
        long to = message + sectionBytes;
        for (int range = 0; range < packet.ranges(); range++) {
            int left = packet.rangeBytes(range);
            int offset = packet.rangeOffset(range);
            for (int page = 0; left > 0; page++) {
                long at = device.guestPage(packet.pageFrameNumber(range, page));
                if (at == 0) {
                    return 0;
                }
                int here = Math.min(left, GuestMemory.PAGE_BYTES - offset);
                UnsafeApi.copyMemory(at + offset, to, here);
                to += here;
                left -= here;
                offset = 0;
            }
        }
        used++;
        return message;
    }
}
