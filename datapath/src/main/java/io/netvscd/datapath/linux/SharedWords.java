package io.netvscd.datapath.linux;

import org.agrona.UnsafeApi;

/**
 * Words that programs in the kernel and this process have in common: the one value of a BPF array map (linux/bpf.h), mapped here, so
 * that either side sees at once what the other has stored. Needs {@code bpf(2)}, that is CAP_BPF.
 */
final class SharedWords implements AutoCloseable {
    static final int BYTES = 4096;

    private static final int MAP_CREATE = 0;
    private static final int MAP_TYPE_ARRAY = 2;
    private static final int MAP_MMAPABLE = 1 << 10;
    private static final int ATTRIBUTES_BYTES = 20;

    private final int map;
    private long base;

    private SharedWords(int map, long base) {
        this.map = map;
        this.base = base;
    }

    /**
     * Makes some, all zero.
     *
     * @param what for messages
     */
    static SharedWords make(String what) throws ErrnoException {
        int map;
        try (NativeMemory attributes = new NativeMemory(ATTRIBUTES_BYTES)) {
            attributes.putInt(0, MAP_TYPE_ARRAY);
            attributes.putInt(4, Integer.BYTES);
            attributes.putInt(8, BYTES);
            attributes.putInt(12, 1);
            attributes.putInt(16, MAP_MMAPABLE);
            map = Libc.check(Libc.bpf(MAP_CREATE, attributes.address(), attributes.bytes()), "bpf BPF_MAP_CREATE", what);
        }
        long mapped = Libc.mmapShared(map, BYTES, 0);
        if (mapped < 0) {
            Libc.close(map);
            throw new ErrnoException("mmap", (int) -mapped, what);
        }
        return new SharedWords(map, mapped);
    }

    /** The map's descriptor, for programs to name. */
    int map() {
        return map;
    }

    void putInt(int offset, int value) {
        UnsafeApi.putIntVolatile(null, at(offset), value);
    }

    int getInt(int offset) {
        return UnsafeApi.getIntVolatile(null, at(offset));
    }

    void putLong(int offset, long value) {
        UnsafeApi.putLongVolatile(null, at(offset), value);
    }

    long getLong(int offset) {
        return UnsafeApi.getLongVolatile(null, at(offset));
    }

    private long at(int offset) {
        if (base == 0) {
            throw new IllegalStateException("these words are gone");
        }
        return base + offset;
    }

    boolean isClosed() {
        return base == 0;
    }

    /** Lets go of them; programs that name them keep theirs. */
    @Override
    public void close() {
        if (base != 0) {
            Libc.munmap(base, BYTES);
            base = 0;
            Libc.close(map);
        }
    }
}
