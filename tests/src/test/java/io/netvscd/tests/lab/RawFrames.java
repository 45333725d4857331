package io.netvscd.tests.lab;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.datapath.linux.PacketPort;
import io.netvscd.datapath.linux.PacketSettings;
import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import org.agrona.UnsafeApi;

/** Ethernet frames of a local experiment's type, with a VLAN tag, from one device to another. */
final class RawFrames {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_LL_BYTES = 20;
    private static final int TPID = 0x8100;
    private static final int TYPE = 0x88b5;
    private static final int FRAME_BYTES = 64;
    private static final int TAG_OFFSET = 12;
    private static final long PATIENCE_NS = 3_000_000_000L;

    private RawFrames() {
    }

    /** Sends some as the system sends them, through the device's queue, and counts those that arrive with their tag, each once. */
    static int tagged(NetworkNamespace from, String device, NetworkNamespace to, String target, MacAddress source,
            MacAddress destination, int vlan, int count) throws Exception {
        PacketPort sink = to.call(() -> PacketPort.open(PacketSettings.of(target, Libc.ifindex(target))));
        from.run(() -> send(device, source, destination, vlan, count));
        Burst burst = new Burst(count);
        int arrived = 0;
        long end = System.nanoTime() + PATIENCE_NS;
        while (arrived < count && System.nanoTime() - end < 0) {
            sink.receive(burst);
            for (int i = 0; i < burst.size; i++) {
                long tag = burst.address[i] + TAG_OFFSET;
                arrived += network(tag) == TPID && network(tag + 2) == vlan && network(tag + 4) == TYPE ? 1 : 0;
            }
            sink.release(burst);
        }
        sink.close();
        return arrived;
    }

    private static int network(long address) {
        return (UnsafeApi.getByte(address) & 0xff) << 8 | UnsafeApi.getByte(address + 1) & 0xff;
    }

    private static void send(String device, MacAddress source, MacAddress destination, int vlan, int count) throws Exception {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        frame.put(destination.octets()).put(source.octets()).putShort((short) TPID).putShort((short) vlan)
                .putShort((short) TYPE);
        int fd = Libc.check(Libc.socket(AF_PACKET, SOCK_RAW, 0), "socket AF_PACKET", device);
        try (NativeMemory memory = new NativeMemory(FRAME_BYTES); NativeMemory address = new NativeMemory(SOCKADDR_LL_BYTES)) {
            memory.putBytes(0, frame.array());
            address.putShort(0, AF_PACKET);
            address.putInt(4, Libc.ifindex(device));
            Libc.check(Libc.bind(fd, address.address(), SOCKADDR_LL_BYTES), "bind", device);
            for (int i = 0; i < count; i++) {
                Libc.check(Libc.send(fd, memory.address(), FRAME_BYTES, 0), "send", device);
            }
        } finally {
            Libc.close(fd);
        }
    }
}
