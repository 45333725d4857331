package io.netvscd.datapath.forward;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/** Sends frames of the daemon's own making, one by one. */
final class Announcer {
    private static final int FRAME_BYTES_MAX = 256;

    private final Burst burst = new Burst(1);
    private final ByteBuffer memory = ByteBuffer.allocateDirect(Burst.VNET_HEADER + FRAME_BYTES_MAX);

    /** Whether all of them left; none can where there is no port. */
    boolean send(byte[][] frames, Port port) {
        if (port == null) {
            return false;
        }
        long frame = BufferUtil.address(memory) + Burst.VNET_HEADER;
        int sent = 0;
        for (byte[] octets : frames) {
            if (octets.length > FRAME_BYTES_MAX) {
                throw new IllegalArgumentException("an announcement has at most " + FRAME_BYTES_MAX + " octets");
            }
            UnsafeApi.setMemory(frame - Burst.VNET_HEADER, Burst.VNET_HEADER, (byte) 0);
            memory.put(Burst.VNET_HEADER, octets);
            burst.size = 0;
            burst.add(frame, octets.length, 0);
            sent += port.send(burst, 0);
        }
        return sent == frames.length;
    }
}
