package io.netvscd.replay.replay;

import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;

/** Room for the beginnings of one burst of frames; beyond its beginning, what is in a frame is not known. */
final class FrameMemory {
    /** Above the largest GSO frame that Linux makes by default. */
    static final int FRAME_BYTES_MAX = 1 << 18;
    /** From one frame of a burst to the next: what a black box keeps of one, its virtio-net header in front. */
    private static final int SLOT_BYTES = 256;

    /** For frames of which nothing is known: never written to, so everybody can have the same. */
    static final FrameMemory BLANK = new FrameMemory();

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(NetvscDatapath.BURST_FRAMES * SLOT_BYTES + FRAME_BYTES_MAX);
    private final long base = BufferUtil.address(memory) + Burst.VNET_HEADER;

    /** The address of a frame of the burst. */
    long address(int index) {
        return base + (long) index * SLOT_BYTES;
    }

    /** What the frame begins with. */
    void write(int index, byte[] octets) {
        memory.put(Burst.VNET_HEADER + index * SLOT_BYTES, octets);
    }
}
