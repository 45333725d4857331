package io.netvscd.datapath.linux;

import org.agrona.UnsafeApi;

/**
 * Zeroed memory outside the heap for the structures that system calls take, with bounds kept; freed by {@link #close}.
 */
public final class NativeMemory implements AutoCloseable {
    private final int bytes;
    private long address;

    public NativeMemory(int bytes) {
        this.bytes = bytes;
        address = UnsafeApi.allocateMemory(bytes);
        UnsafeApi.setMemory(address, bytes, (byte) 0);
    }

    /** Where it begins. */
    public long address() {
        return address;
    }

    /** How much there is. */
    public int bytes() {
        return bytes;
    }

    public void putByte(int offset, int value) {
        UnsafeApi.putByte(at(offset, Byte.BYTES), (byte) value);
    }

    public void putShort(int offset, int value) {
        UnsafeApi.putShort(at(offset, Short.BYTES), (short) value);
    }

    public void putInt(int offset, int value) {
        UnsafeApi.putInt(at(offset, Integer.BYTES), value);
    }

    public void putLong(int offset, long value) {
        UnsafeApi.putLong(at(offset, Long.BYTES), value);
    }

    public short getShort(int offset) {
        return UnsafeApi.getShort(at(offset, Short.BYTES));
    }

    public int getInt(int offset) {
        return UnsafeApi.getInt(at(offset, Integer.BYTES));
    }

    /** Copies octets in. */
    public void putBytes(int offset, byte[] octets) {
        long to = at(offset, octets.length);
        for (int i = 0; i < octets.length; i++) {
            UnsafeApi.putByte(to + i, octets[i]);
        }
    }

    /** Copies octets out. */
    public byte[] getBytes(int offset, int count) {
        long from = at(offset, count);
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = UnsafeApi.getByte(from + i);
        }
        return octets;
    }

    @Override
    public void close() {
        if (address != 0) {
            UnsafeApi.freeMemory(address);
            address = 0;
        }
    }

    private long at(int offset, int count) {
        if (address == 0) {
            throw new IllegalStateException("this memory has been freed");
        }
        if (offset < 0 || count < 0 || offset > bytes - count) {
            throw new IndexOutOfBoundsException("octets " + offset + ".." + (offset + count) + " of " + bytes);
        }
        return address + offset;
    }
}
