package io.netvscd.datapath.vmbus;

import java.util.HexFormat;
import org.agrona.UnsafeApi;

/** Native memory of a test; never freed, so that no collection can pull it from under an address. */
final class TestMemory {
    private final long address;

    TestMemory(int bytes) {
        int alignment = bytes < 4096 ? 8 : 4096;
        address = UnsafeApi.allocateMemory(bytes + alignment) + alignment - 1 & -alignment;
        UnsafeApi.setMemory(address, bytes, (byte) 0);
    }

    static TestMemory of(byte[] content) {
        TestMemory memory = new TestMemory(Math.max(8, content.length));
        memory.put(0, content);
        return memory;
    }

    static byte[] pattern(int bytes, int seed) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (seed * 31 + i);
        }
        return content;
    }

    static byte[] read(long address, int bytes) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = UnsafeApi.getByte(address + i);
        }
        return content;
    }

    static String hex(long address, int bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(read(address, bytes));
    }

    long address() {
        return address;
    }

    void put(int offset, byte[] content) {
        for (int i = 0; i < content.length; i++) {
            UnsafeApi.putByte(address + offset + i, content[i]);
        }
    }
}
