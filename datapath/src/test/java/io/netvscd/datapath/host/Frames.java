package io.netvscd.datapath.host;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.UnsafeApi;

/** Ethernet frames for tests, and what arrived at a port. */
final class Frames {
    static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:99");
    static final MacAddress BROADCAST = MacAddress.parse("ff:ff:ff:ff:ff:ff");
    static final MacAddress GROUP = MacAddress.parse("33:33:00:00:00:01");
    static final MacAddress SOMEBODY = MacAddress.parse("02:00:00:00:00:77");

    private Frames() {
    }

    /** A frame of {@code bytes} octets whose payload begins with {@code mark}. */
    static byte[] frame(MacAddress to, MacAddress from, int mark, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        return frame.put(to.octets()).put(from.octets()).putShort((short) 0x88b5).putInt(mark).array();
    }

    static byte[] toGuest(int mark) {
        return frame(TestGuest.MAC, PEER, mark, 60);
    }

    static byte[] fromGuest(int mark) {
        return frame(PEER, TestGuest.MAC, mark, 60);
    }

    /** IPv4 and UDP of which the checksum field holds only the pseudo header's sum. */
    static byte[] udp(MacAddress to, MacAddress from) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + 8 + 33);
        frame.put(to.octets()).put(from.octets()).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) 61).putInt(0).putShort((short) 0x4011).putShort((short) 0);
        frame.putInt(0x0a000001).putInt(0x0a000002);
        frame.putShort((short) 1000).putShort((short) 2000).putShort((short) 41).putShort((short) 0);
        for (int i = 42; i < frame.capacity(); i++) {
            frame.put(i, (byte) (i * 37));
        }
        return frame.putShort(40, (short) fold(sum(frame, 26, 8) + 17 + 41)).array();
    }

    /** IPv4 and TCP, to be cut by whoever sends it on, with the headers as the Linux stack has them. */
    static byte[] tcp(MacAddress to, MacAddress from, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        frame.put(to.octets()).put(from.octets()).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (bytes - 14)).putInt(0x4000).putShort((short) 0x4006);
        frame.putShort((short) 0).putInt(0x0a000001).putInt(0x0a000002);
        frame.putInt(0x03e807d0).putInt(1).putInt(2).putShort((short) 0x5010).putShort((short) 1000).putInt(0);
        for (int i = 54; i < bytes; i++) {
            frame.put(i, (byte) (i * 37));
        }
        frame.putShort(24, (short) ~fold(sum(frame, 14, 20)));
        return frame.putShort(50, (short) fold(sum(frame, 26, 8) + 6 + bytes - 34)).array();
    }

    static boolean udpChecksumIsRight(byte[] octets) {
        ByteBuffer frame = ByteBuffer.wrap(octets);
        return fold(sum(frame, 26, 8) + 17 + 41 + sum(frame, 34, 41)) == 0xffff;
    }

    static boolean tcpChecksumIsRight(byte[] octets) {
        ByteBuffer frame = ByteBuffer.wrap(octets);
        int bytes = octets.length - 34;
        return fold(sum(frame, 26, 8) + 6 + bytes + sum(frame, 34, bytes)) == 0xffff;
    }

    private static int sum(ByteBuffer frame, int from, int bytes) {
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            sum += (frame.get(from + i) & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static int fold(int sum) {
        int once = (sum & 0xffff) + (sum >>> 16);
        return (once & 0xffff) + (once >>> 16);
    }

    static byte[] octets(long address, int bytes) {
        byte[] octets = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            octets[i] = UnsafeApi.getByte(address + i);
        }
        return octets;
    }

    static int mark(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(14);
    }

    static List<Integer> marks(List<byte[]> frames) {
        return frames.stream().map(Frames::mark).toList();
    }

    static List<byte[]> drain(Port port) {
        List<byte[]> frames = new ArrayList<>();
        Burst burst = new Burst(64);
        while (port.receive(burst) > 0) {
            for (int i = 0; i < burst.size; i++) {
                frames.add(octets(burst.address[i], burst.length[i]));
            }
            port.release(burst);
        }
        return frames;
    }
}
