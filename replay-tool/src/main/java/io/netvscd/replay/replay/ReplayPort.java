package io.netvscd.replay.replay;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;

/**
 * One end of a replayed NIC: gives frames made from counters, and takes as many as it is told to. Frames have the
 * recorded number and the recorded octets in all; what is in them is not known.
 */
final class ReplayPort implements Port {
    /** Above the largest GSO frame that Linux makes by default. */
    private static final int FRAME_BYTES_MAX = 1 << 18;
    private static final long UNLIMITED = Long.MAX_VALUE;
    /** The one frame that all are. Nobody writes to it: a port of this kind sends nothing on. */
    private static final ByteBuffer MEMORY = ByteBuffer.allocateDirect(Burst.VNET_HEADER + FRAME_BYTES_MAX);
    private static final long FRAME = BufferUtil.address(MEMORY) + Burst.VNET_HEADER;

    private final String name;
    private long framesToGive;
    private long bytesToGive;
    private long framesToTake = UNLIMITED;
    private Health whenFull = Health.BUSY;

    ReplayPort(String name) {
        this.name = name;
    }

    /** From now on these frames arrive here. */
    void give(long frames, long bytes) {
        framesToGive += frames;
        bytesToGive += bytes;
    }

    /** Frames that have not been received yet. */
    long toGive() {
        return framesToGive;
    }

    /** Takes so many frames more, and is then busy or failed. */
    void takeAtMost(long frames, Health then) {
        framesToTake = frames;
        whenFull = then;
    }

    /** Takes whatever comes. */
    void takeAll() {
        takeAtMost(UNLIMITED, Health.BUSY);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        while (framesToGive > 0 && burst.size < burst.capacity()) {
            long length = Math.min(FRAME_BYTES_MAX, (bytesToGive + framesToGive - 1) / framesToGive);
            burst.add(FRAME, (int) length, 0);
            bytesToGive -= length;
            framesToGive--;
        }
        return burst.size;
    }

    @Override
    public void release(Burst burst) {
        // Every frame is the same scratch memory: there is nothing to give back.
    }

    @Override
    public int send(Burst burst, int from) {
        int taken = (int) Math.min(burst.size - from, framesToTake);
        if (framesToTake != UNLIMITED) {
            framesToTake -= taken;
        }
        return taken;
    }

    @Override
    public Health health() {
        return whenFull;
    }

    @Override
    public int fileDescriptor() {
        return -1;
    }

    @Override
    public void close() {
        takeAtMost(0, Health.FAILED);
    }
}
