package io.netvscd.datapath.vmbus;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netvscd.datapath.port.Burst;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Goal: whatever a host writes into ring and receive buffer, the guest answers with a packet, a named fault or
 * {@link RingCorrupt}, and touches nothing outside. Method: Jazzer; in an ordinary build the committed inputs only.
 */
class VmbusFuzzTest {
    private static final int DATA_BYTES = 4096;
    private static final int READS_MAX = 1024;
    private static final TestRing RING = new TestRing(DATA_BYTES);
    private static final TransferPages PAGES = new TransferPages();
    private static final GpaDirect DIRECT = new GpaDirect();
    private static final TestMemory SCRATCH = new TestMemory(1024);
    private static final Burst BURST = new Burst(16);

    /** Octets 0-3 write index, 4-7 read index, the rest the data area. */
    @FuzzTest
    void ringWithAnyContent(byte[] input) {
        if (input.length < 8) {
            return;
        }
        RING.header(0, word(input, 0));
        RING.header(4, word(input, 4));
        fill(RING.memory.address() + RingBuffer.HEADER_BYTES, DATA_BYTES, input, 8);
        try {
            RingConsumer consumer = new RingConsumer(RING.ring);
            int reads = 0;
            while (consumer.next(RING.packet) != RingRead.EMPTY && reads < READS_MAX) {
                look(RING.packet);
                consumer.advance();
                reads++;
            }
            check(reads < READS_MAX && consumer.unmask());
        } catch (RingCorrupt expected) {
            check(expected.getMessage() != null);
        }
    }

    /** The first octets become one transfer-page packet's header, the rest the receive buffer behind it. */
    @FuzzTest
    void portWithAnyTransferPages(byte[] input) {
        if (input.length < 16) {
            return;
        }
        MemoryVmbusDevice device = new MemoryVmbusDevice(8192, 65_536, 16_384);
        VmbusPort port = new VmbusPort("fuzz", device, new RecordingListener());
        port.submit(new ChannelOrder.Configure(PortFixture.LIMITS));
        port.poll(0);
        int headerBytes = (input[0] & 0x1f) * 8;
        fill(SCRATCH.address(), headerBytes, input, 1);
        DataMessage.putSend(SCRATCH.address() + headerBytes, input[1] & 1, DataMessage.NO_SECTION, 0);
        RingProducer host = new RingProducer(device.hostOutbound());
        long message = SCRATCH.address() + headerBytes;
        host.offer(PacketType.TRANSFER_PAGES, 1, 7, SCRATCH.address(), headerBytes, message, DataMessage.SEND_BYTES);
        host.publish();
        fill(device.receiveBufferAddress(), device.receiveBufferBytes(), input, 1 + headerBytes);

        while (port.receive(BURST) > 0) {
            assertThatFramesLieIn(device);
            port.release(BURST);
        }
        port.poll(0);
        port.poll(20_000_000);

        RingConsumer completions = new RingConsumer(device.hostInbound());
        check(completions.next(RING.packet) == RingRead.PACKET && RING.packet.transactionId() == 7);
        check(completions.next(RING.packet) == RingRead.EMPTY);
        port.close();
        device.closeHost();
    }

    private static void look(Packet packet) {
        check(packet.headerBytes() >= 0 && packet.payloadBytes() >= 0
                && packet.headerBytes() + packet.payloadBytes() < DATA_BYTES);
        packet.firstBytes(VmbusPort.FIRST_BYTES);
        if (packet.fault() == null) {
            if (PAGES.read(packet, 65_536) == null) {
                for (int i = 0; i < PAGES.ranges(); i++) {
                    check(PAGES.rangeOffset(i) >= 0 && PAGES.rangeBytes(i) >= 0
                            && PAGES.rangeOffset(i) + (long) PAGES.rangeBytes(i) <= 65_536);
                }
            }
            if (DIRECT.read(packet) == null) {
                for (int i = 0; i < DIRECT.ranges(); i++) {
                    int last = (DIRECT.rangeOffset(i) + DIRECT.rangeBytes(i) - 1) / GuestMemory.PAGE_BYTES;
                    DIRECT.pageFrameNumber(i, last);
                }
            }
            DataMessage.isSend(packet);
            DataMessage.isComplete(packet);
        }
    }

    private static void assertThatFramesLieIn(MemoryVmbusDevice device) {
        long first = device.receiveBufferAddress();
        long end = first + device.receiveBufferBytes();
        for (int i = 0; i < BURST.size; i++) {
            check(BURST.address[i] - Burst.VNET_HEADER >= first && BURST.address[i] + BURST.length[i] <= end);
        }
    }

    /** Plain, since millions of inputs pass through it. */
    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }

    /** What the input does not reach is zero, not what an earlier input left there: each stands for itself. */
    private static void fill(long address, int bytes, byte[] input, int from) {
        int present = Math.max(0, Math.min(bytes, input.length - from));
        UnsafeApi.setMemory(address + present, bytes - present, (byte) 0);
        if (present > 0) {
            UnsafeApi.copyMemory(input, BufferUtil.ARRAY_BASE_OFFSET + from, null, address, present);
        }
    }

    private static int word(byte[] input, int at) {
        return ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }
}
