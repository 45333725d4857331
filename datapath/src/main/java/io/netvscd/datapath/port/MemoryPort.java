package io.netvscd.datapath.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * One end of a wire in memory, for replay, simulation and tests: what one end sends the other receives, whole and in order, with
 * its virtio-net header. Each direction has one writer and one reader, which may be different threads.
 */
public final class MemoryPort implements Port {
    private final String name;
    private final Wire in;
    private final Wire out;
    private volatile boolean failed;
    private long lentUpTo;

    private MemoryPort(String name, Wire in, Wire out) {
        this.name = name;
        this.in = in;
        this.out = out;
    }

    /** The two ends of a wire. */
    public record Pair(MemoryPort near, MemoryPort far) {
    }

    /**
     * Makes a wire.
     *
     * @param bytes room for frames on their way, per direction; a power of two
     */
    public static Pair pair(String name, int bytes) {
        return pair(name, memory(bytes), memory(bytes));
    }

    /**
     * Makes a wire in memory of the caller's choice, which may hold anything.
     *
     * @param forth what {@link #memory} gave, for frames from the near end, and used by no other wire while this one is
     * @param back  the same for frames from the far end
     */
    public static Pair pair(String name, ByteBuffer forth, ByteBuffer back) {
        Wire out = new Wire(forth);
        Wire in = new Wire(back);
        return new Pair(new MemoryPort(name, in, out), new MemoryPort(name + " (far end)", out, in));
    }

    /**
     * Memory for one direction of a wire.
     *
     * @param bytes room for frames on their way; a power of two
     */
    public static ByteBuffer memory(int bytes) {
        if (!BitUtil.isPowerOfTwo(bytes)) {
            throw new IllegalArgumentException("the room of a wire is a power of two: " + bytes);
        }
        return BufferUtil.allocateDirectAligned(bytes, Wire.ALIGNMENT);
    }

    /** Makes this end behave like a device that is down ({@code true}) or well again: its sends take nothing. */
    public void fail(boolean fail) {
        failed = fail;
    }

    /** Sends a copy of one frame with an empty virtio-net header; false where there is no room or the port has failed. */
    public boolean send(byte[] frame) {
        if (failed) {
            return false;
        }
        long target = out.claim(frame.length);
        if (target == 0) {
            return false;
        }
        UnsafeApi.setMemory(target - Burst.VNET_HEADER, Burst.VNET_HEADER, (byte) 0);
        for (int i = 0; i < frame.length; i++) {
            UnsafeApi.putByte(target + i, frame[i]);
        }
        out.publish();
        return true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        lentUpTo = in.read(burst);
        return burst.size;
    }

    @Override
    public void release(Burst burst) {
        in.advance(lentUpTo);
    }

    @Override
    public int send(Burst burst, int from) {
        int taken = 0;
        for (int i = from; i < burst.size && !failed; i++, taken++) {
            long target = out.claim(burst.length[i]);
            if (target == 0) {
                break;
            }
            UnsafeApi.copyMemory(
                    burst.address[i] - Burst.VNET_HEADER, target - Burst.VNET_HEADER, Burst.VNET_HEADER + burst.length[i]);
            out.publish();
        }
        return taken;
    }

    @Override
    public Health health() {
        return failed ? Health.FAILED : Health.BUSY;
    }

    @Override
    public int fileDescriptor() {
        return -1;
    }

    @Override
    public void close() {
        failed = true;
    }

    /** One direction: frames back to back in a ring, none of them split by its end. */
    private static final class Wire {
        private static final int ALIGNMENT = 16;
        /** Length of what follows, then the virtio-net header: together one alignment unit, so that frames are aligned. */
        private static final int PREFIX = ALIGNMENT;
        private static final int SKIP_TO_START = -1;
        private static final VarHandle HEAD = position("head");
        private static final VarHandle TAIL = position("tail");

        private final ByteBuffer memory;
        private final long base;
        private final int bytes;
        private volatile long head;
        private volatile long tail;
        private long claimedUpTo;

        private Wire(ByteBuffer memory) {
            this.memory = memory;
            bytes = memory.capacity();
            base = BufferUtil.address(memory);
        }

        private static VarHandle position(String field) {
            try {
                return MethodHandles.lookup().findVarHandle(Wire.class, field, long.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        /** Where a frame of this length may be written, or 0 while there is no room for it. */
        private long claim(int length) {
            long at = (long) TAIL.get(this);
            long free = bytes - (at - (long) HEAD.getAcquire(this));
            int needed = BitUtil.align(PREFIX + length, ALIGNMENT);
            int toEnd = bytes - (int) (at & bytes - 1);
            if (toEnd < needed) {
                if (free < (long) toEnd + needed) {
                    return 0;
                }
                UnsafeApi.putInt(base + (at & bytes - 1), SKIP_TO_START);
                at += toEnd;
            } else if (free < needed) {
                return 0;
            }
            long prefix = base + (at & bytes - 1);
            UnsafeApi.putInt(prefix, length);
            claimedUpTo = at + needed;
            return prefix + PREFIX;
        }

        private void publish() {
            TAIL.setRelease(this, claimedUpTo);
        }

        private long read(Burst burst) {
            long at = (long) HEAD.get(this);
            long end = (long) TAIL.getAcquire(this);
            while (at < end && burst.size < burst.capacity()) {
                long prefix = base + (at & bytes - 1);
                int length = UnsafeApi.getInt(prefix);
                if (length == SKIP_TO_START) {
                    at += bytes - (at & bytes - 1);
                } else {
                    burst.add(prefix + PREFIX, length, 0);
                    at += BitUtil.align(PREFIX + length, ALIGNMENT);
                }
            }
            return at;
        }

        private void advance(long position) {
            HEAD.setRelease(this, position);
        }
    }
}
