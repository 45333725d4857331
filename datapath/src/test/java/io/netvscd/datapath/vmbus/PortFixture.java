package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.Offload;
import java.util.ArrayList;
import java.util.List;
import org.agrona.UnsafeApi;

/** A port and a fake host over one device, with helpers to move frames as a datapath would. */
final class PortFixture {
    static final int SEND_SECTION_BYTES = 2048;
    static final PortLimits LIMITS =
            new PortLimits(0x60001, FakeHost.SECTION_BYTES, 32, SEND_SECTION_BYTES, 8, 3, 1500, 0, Offload.ALL);

    final MemoryVmbusDevice device;
    final RecordingListener listener = new RecordingListener();
    final FakeHost host;
    final VmbusPort port;
    final Burst incoming = new Burst(16);
    final TestMemory frames = new TestMemory(1 << 20);
    private long nowNs;

    PortFixture() {
        this(16384, 16 * SEND_SECTION_BYTES);
    }

    PortFixture(int ringBytes, int sendBufferBytes) {
        this(ringBytes, sendBufferBytes, 0);
    }

    PortFixture(int ringBytes, int sendBufferBytes, int guestMemoryBytes) {
        device = new MemoryVmbusDevice(
                ringBytes, 32 * FakeHost.SECTION_BYTES, sendBufferBytes, guestMemoryBytes);
        host = new FakeHost(device);
        port = new VmbusPort("eth0", device, listener);
    }

    PortFixture configured() {
        return configured(LIMITS);
    }

    PortFixture configured(PortLimits limits) {
        port.submit(new ChannelOrder.Configure(limits));
        poll();
        port.receive(incoming);
        return this;
    }

    int poll() {
        return poll(0);
    }

    int poll(long advanceNs) {
        nowNs += advanceNs;
        return port.poll(nowNs);
    }

    /** Receives one burst and copies its frames, without giving them back. */
    List<byte[]> receive() {
        List<byte[]> received = new ArrayList<>();
        port.receive(incoming);
        for (int i = 0; i < incoming.size; i++) {
            received.add(TestMemory.read(incoming.address[i], incoming.length[i]));
        }
        return received;
    }

    /** Sends frames with empty virtio-net headers; returns how many were taken. */
    int send(byte[]... content) {
        Burst burst = new Burst(Math.max(1, content.length));
        int at = 64;
        for (byte[] frame : content) {
            UnsafeApi.setMemory(frames.address() + at - Burst.VNET_HEADER, Burst.VNET_HEADER, (byte) 0);
            frames.put(at, frame);
            burst.add(frames.address() + at, frame.length, 0);
            at += frame.length + 64 & ~7;
        }
        return port.send(burst, 0);
    }

    static byte[] frame(int bytes, int seed) {
        byte[] frame = TestMemory.pattern(bytes, seed);
        frame[12] = 0x08;
        frame[13] = 0x00;
        return frame;
    }
}
