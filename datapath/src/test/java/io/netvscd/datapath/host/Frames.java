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

    static boolean udpChecksumIsRight(byte[] octets) {
        ByteBuffer frame = ByteBuffer.wrap(octets);
        return fold(sum(frame, 26, 8) + 17 + 41 + sum(frame, 34, 41)) == 0xffff;
    }

    private static int sum(ByteBuffer frame, int from, int bytes) {
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            sum += (frame.get(from + i) & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static int fold(int sum) {
        return (sum & 0xffff) + (sum >>> 16);
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
                byte[] octets = new byte[burst.length[i]];
                for (int j = 0; j < octets.length; j++) {
                    octets[j] = UnsafeApi.getByte(burst.address[i] + j);
                }
                frames.add(octets);
            }
            port.release(burst);
        }
        return frames;
    }
}
