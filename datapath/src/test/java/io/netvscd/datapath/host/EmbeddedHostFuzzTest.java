package io.netvscd.datapath.host;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.vmbus.RingBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Goal: whatever a guest writes into ring and send buffer, the host answers, counts or takes the device back, and what it
 * says is well-formed. Method: Jazzer; in an ordinary build the committed inputs only.
 */
class EmbeddedHostFuzzTest {
    private static final long[] IDS = {0, 1, 2, 1L << 32, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, Long.MAX_VALUE};
    private static final HostState READY = afterAHandshake();
    private static final ByteBuffer FORTH = MemoryPort.memory(1 << 16);
    private static final ByteBuffer BACK = MemoryPort.memory(1 << 16);

    /**
     * Octet 0 chooses whether the handshake has been done, octet 1 how many eights of octets are packets: type and
     * flags, id and header size, length, octets. What follows lies in the send buffer's first section.
     */
    @FuzzTest
    void anyPackets(byte[] input) throws Exception {
        if (input.length < 4) {
            return;
        }
        try (TestGuest guest = guest((input[0] & 1) == 0)) {
            int end = Math.min(input.length, 2 + (input[1] & 0xff) * 8);
            UnsafeApi.copyMemory(input, BufferUtil.ARRAY_BASE_OFFSET + end, null, guest.device.sendBufferAddress(),
                    Math.min(input.length - end, TestGuest.SECTION_BYTES));
            int at = 2;
            while (at + 3 <= end && guest.rescinds == 0) {
                int bytes = Math.min(input[at + 2] & 0xff, end - at - 3);
                int headerBytes = Math.min(input[at + 1] >>> 3 & 0x18, bytes & ~7);
                guest.raw(input[at] & 0x0f, input[at] >>> 4 & 1, IDS[input[at + 1] & 7], headerBytes,
                        Arrays.copyOfRange(input, at + 3, at + 3 + bytes));
                guest.step();
                at += 3 + bytes;
            }
            guest.settle();
        }
    }

    /** The first four octets are the write index, the rest the start of the data area. */
    @FuzzTest
    void anyRing(byte[] input) throws Exception {
        if (input.length < 4) {
            return;
        }
        try (TestGuest guest = guest(true)) {
            RingBuffer ring = guest.device.outbound();
            long header = guest.device.receiveBufferAddress() - 2L * (RingBuffer.HEADER_BYTES + ring.dataBytes());
            int room = Math.min(input.length - 4, ring.dataBytes() - ring.writeIndex());
            UnsafeApi.copyMemory(input, BufferUtil.ARRAY_BASE_OFFSET + 4, null,
                    header + RingBuffer.HEADER_BYTES + ring.writeIndex(), room);
            int index = (input[0] & 0xff) | (input[1] & 0xff) << 8 | input[2] << 16 | input[3] << 24;
            UnsafeApi.putIntRelease(null, header, ring.writeIndex() + index);
            guest.settle();
            guest.settle();
        }
    }

    /** One that has its handshake behind it, or one that has been offered its device. */
    private static TestGuest guest(boolean ready) throws Exception {
        TestGuest guest = TestGuest.small(MemoryPort.pair("uplink", FORTH, BACK));
        guest.takesNotes = false;
        if (ready) {
            return TestGuest.agreed(guest, READY);
        }
        guest.order(new HostCommand.Offer());
        return guest;
    }

    private static HostState afterAHandshake() {
        try (TestGuest guest = TestGuest.opened(TestGuest.small())) {
            return guest.host.state();
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
