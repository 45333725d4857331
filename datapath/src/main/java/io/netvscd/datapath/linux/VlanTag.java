package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import org.agrona.UnsafeApi;

/** Puts back a VLAN tag that the kernel took out of a frame before a packet socket saw it. */
final class VlanTag {
    /** Octets of an 802.1Q tag. */
    static final int BYTES = 4;

    private static final int ADDRESSES_BYTES = 12;
    private static final int NEEDS_CHECKSUM = 1;
    private static final int GSO_TYPE = 1;
    private static final int HEADER_LENGTH = 2;
    private static final int CHECKSUM_START = 6;

    private VlanTag() {
    }

    /**
     * Moves the virtio-net header and the two addresses {@value #BYTES} octets towards the beginning, which the caller
     * knows to be free, and writes the tag behind them.
     *
     * @return where the frame begins now
     */
    static long restore(long frame, int tpid, int tci) {
        long header = frame - Burst.VNET_HEADER;
        UnsafeApi.copyMemory(header, header - BYTES, Burst.VNET_HEADER + ADDRESSES_BYTES);
        header -= BYTES;
        long moved = frame - BYTES;
        putNetworkOrder(moved + ADDRESSES_BYTES, tpid);
        putNetworkOrder(moved + ADDRESSES_BYTES + Short.BYTES, tci);
        if ((UnsafeApi.getByte(header) & NEEDS_CHECKSUM) != 0) {
            grow(header + CHECKSUM_START);
        }
        if (UnsafeApi.getByte(header + GSO_TYPE) != 0) {
            grow(header + HEADER_LENGTH);
        }
        return moved;
    }

    private static void putNetworkOrder(long address, int value) {
        UnsafeApi.putByte(address, (byte) (value >>> 8));
        UnsafeApi.putByte(address + 1, (byte) value);
    }

    private static void grow(long address) {
        UnsafeApi.putShort(address, (short) (UnsafeApi.getShort(address) + BYTES));
    }
}
