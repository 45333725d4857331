package io.netvscd.datapath.linux;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/** Frames of a private Ethernet type, made, sent and picked out again among whatever else the kernel sends. */
final class Frames {
    /** IEEE 802 local experimental. */
    static final int TYPE = 0x88b5;
    private static final List<ByteBuffer> MEMORY = new ArrayList<>();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Frames() {
    }

    static byte[] numbered(MacAddress to, MacAddress from, int number, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        frame.put(to.octets()).put(from.octets()).putShort((short) TYPE).putInt(number);
        while (frame.hasRemaining()) {
            frame.put((byte) (number + frame.position()));
        }
        return frame.array();
    }

    /** A burst of these frames in memory that is never given back: tests are short. */
    static Burst burst(List<byte[]> frames) {
        Burst burst = new Burst(frames.size());
        for (byte[] frame : frames) {
            ByteBuffer memory = ByteBuffer.allocateDirect(Burst.VNET_HEADER + frame.length);
            memory.put(Burst.VNET_HEADER, frame);
            MEMORY.add(memory);
            burst.add(BufferUtil.address(memory) + Burst.VNET_HEADER, frame.length, 0);
        }
        return burst;
    }

    /** Receives until {@code count} frames of our type (tagged or not) have come; fewer when patience ends. */
    static List<byte[]> receive(Port port, int count) {
        List<byte[]> received = new ArrayList<>();
        Burst burst = new Burst(32);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (received.size() < count && System.nanoTime() - end < 0) {
            port.receive(burst);
            for (int i = 0; i < burst.size; i++) {
                byte[] frame = copy(burst.address[i], burst.length[i]);
                if (isOurs(frame)) {
                    received.add(frame);
                }
            }
            port.release(burst);
        }
        return received;
    }

    private static boolean isOurs(byte[] frame) {
        ByteBuffer header = ByteBuffer.wrap(frame);
        int type = Short.toUnsignedInt(header.getShort(12));
        return type == TYPE || (type == 0x8100 || type == 0x88a8) && Short.toUnsignedInt(header.getShort(16)) == TYPE;
    }

    static byte[] copy(long address, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = UnsafeApi.getByte(address + i);
        }
        return octets;
    }
}
