package io.netvscd.datapath.host;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netvscd.datapath.vmbus.RingBuffer;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Goal: whatever a guest writes into ring and send buffer, the host answers, counts or takes the device back, and what it
 * says is well-formed. Method: Jazzer; in an ordinary build the committed inputs only.
 */
class EmbeddedHostFuzzTest {
    private static final long[] IDS = {0, 1, 2, 1L << 32, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, Long.MAX_VALUE};

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
            guest.frames.clear();
            int end = Math.min(input.length, 2 + (input[1] & 0xff) * 8);
            UnsafeApi.copyMemory(input, BufferUtil.ARRAY_BASE_OFFSET + end, null, guest.device.sendBufferAddress(),
                    Math.min(input.length - end, TestGuest.SECTION_BYTES));
            int at = 2;
            while (at + 3 <= end && guest.rescinds == 0) {
                int bytes = Math.min(input[at + 2] & 0xff, end - at - 3);
                int headerBytes = Math.min(input[at + 1] >>> 3 & 0x18, bytes & ~7);
                guest.raw(input[at] & 0x0f, input[at] >>> 4 & 1, IDS[input[at + 1] & 7], headerBytes,
                        Arrays.copyOfRange(input, at + 3, at + 3 + bytes));
                guest.settle();
                at += 3 + bytes;
            }
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

    private static TestGuest guest(boolean ready) throws Exception {
        if (ready) {
            return TestGuest.opened(TestGuest.small());
        }
        TestGuest guest = TestGuest.small();
        guest.order(new HostCommand.Offer());
        return guest;
    }
}
