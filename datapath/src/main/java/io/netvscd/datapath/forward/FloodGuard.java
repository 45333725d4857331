package io.netvscd.datapath.forward;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Keeps a fabric that sees two ports of the same guest from delivering twice. A real host steers every frame to one path; a bridge
 * floods broadcast, multicast and unknown unicast to both, and floods the guest's own frames back through the other port. So group
 * frames count only on the path in use, and frames from the guest itself never.
 */
final class FloodGuard {
    private static final int SOURCE_OFFSET = 6;
    private static final int ADDRESSES_BYTES = 12;
    /** The guest's address as two loads from little-endian memory see it. */
    private final int macHead;
    private final short macTail;
    /** The address that the guest sends from now, which its user may have changed. */
    private int sourceHead;
    private short sourceTail;

    FloodGuard(MacAddress mac) {
        byte[] octets = mac.octets();
        macHead = octets[0] & 0xff | (octets[1] & 0xff) << 8 | (octets[2] & 0xff) << 16 | octets[3] << 24;
        macTail = (short) (octets[4] & 0xff | octets[5] << 8);
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("Hyper-V guests are little-endian");
        }
        sourceHead = macHead;
        sourceTail = macTail;
    }

    /** Learns the guest's address from the last of the frames that it sends. */
    void learnSource(Burst outgoing) {
        int last = outgoing.size - 1;
        if (last >= 0 && outgoing.length[last] >= ADDRESSES_BYTES) {
            sourceHead = UnsafeApi.getInt(outgoing.address[last] + SOURCE_OFFSET);
            sourceTail = UnsafeApi.getShort(outgoing.address[last] + SOURCE_OFFSET + Integer.BYTES);
        }
    }

    /**
     * Copies to {@code admitted} the frames of {@code arrived} that may be delivered.
     *
     * @return whether there was one for the guest alone, on the path that is not in use
     */
    boolean admit(Burst arrived, boolean pathInUse, Burst admitted) {
        admitted.size = 0;
        boolean astray = false;
        for (int i = 0; i < arrived.size; i++) {
            long frame = arrived.address[i];
            if (arrived.length[i] >= ADDRESSES_BYTES && (pathInUse || !isGroup(frame)) && !isOwn(frame)) {
                admitted.add(frame, arrived.length[i], arrived.cookie[i]);
                astray |= !pathInUse && isGuests(frame);
            }
        }
        return astray;
    }

    private boolean isOwn(long frame) {
        return isGuests(frame + SOURCE_OFFSET);
    }

    private boolean isGuests(long address) {
        int head = UnsafeApi.getInt(address);
        short tail = UnsafeApi.getShort(address + Integer.BYTES);
        return head == macHead && tail == macTail || head == sourceHead && tail == sourceTail;
    }

    private static boolean isGroup(long frame) {
        return (UnsafeApi.getByte(frame) & 1) != 0;
    }
}
