package io.netvscd.datapath.vmbus;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/** Native memory for one message on its way into a ring or out of shared memory; grows to the largest. */
final class Scratch {
    private ByteBuffer memory = ByteBuffer.allocateDirect(256);
    private long address = BufferUtil.address(memory);

    /** The memory's address, for messages of fixed size up to 256 octets. */
    long address() {
        return address;
    }

    /** Puts the octets into the memory and returns its address. */
    long put(byte[] octets) {
        if (octets.length > memory.capacity()) {
            memory = ByteBuffer.allocateDirect(octets.length);
            address = BufferUtil.address(memory);
        }
        UnsafeApi.copyMemory(octets, BufferUtil.ARRAY_BASE_OFFSET, null, address, octets.length);
        return address;
    }

    /** Copies native memory out. */
    static byte[] copy(long address, int bytes) {
        byte[] octets = new byte[bytes];
        UnsafeApi.copyMemory(null, address, octets, BufferUtil.ARRAY_BASE_OFFSET, bytes);
        return octets;
    }
}
