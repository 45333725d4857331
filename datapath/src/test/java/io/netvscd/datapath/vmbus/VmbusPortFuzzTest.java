package io.netvscd.datapath.vmbus;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netvscd.datapath.port.Burst;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Goal: whatever well-formed packets a host sends in whatever order, while frames are received, given back and sent, a
 * port completes each transfer-page packet once and no other, and lends nothing outside of its receive buffer. Method:
 * Jazzer; in an ordinary build the committed inputs only.
 */
class VmbusPortFuzzTest {
    private static final int RING_BYTES = 8192;
    private static final int RECEIVE_BYTES = 65_536;
    private static final int SEND_BYTES = 8 * PortFixture.SEND_SECTION_BYTES;
    private static final int IDS = 8;
    /** Of {@link #IDS} the one that stands for what the guest used last. */
    private static final int GUESTS_OWN = IDS - 1;
    private static final int STEP_NS = 1_000_000;
    private static final TestMemory MEMORY = new TestMemory(2 * RING_BYTES + RECEIVE_BYTES + SEND_BYTES);
    private static final TestMemory SCRATCH = new TestMemory(1024);
    private static final TestMemory FRAME = new TestMemory(256);
    private static final Burst INCOMING = new Burst(8);
    private static final Burst OUTGOING = new Burst(1);
    private static final ChannelListener DEAF = new Deaf();
    private static final Packet PACKET = new Packet();

    /**
     * Octet 0 says how many eights of octets are packets: type and flags and what the datapath does meanwhile, id and
     * header size, length, octets. What follows lies at the beginning of the receive buffer.
     */
    @FuzzTest
    void anyPackets(byte[] input) {
        if (input.length < 4) {
            return;
        }
        new Conversation().run(input);
    }

    /** One input's: nothing is left to the next. */
    private static final class Conversation {
        private final MemoryVmbusDevice device = new MemoryVmbusDevice(
                MEMORY.address(), RING_BYTES, RECEIVE_BYTES, SEND_BYTES, () -> { });
        private final VmbusPort port = new VmbusPort("fuzz", device, DEAF);
        private final RingProducer out = new RingProducer(device.hostOutbound());
        private final RingConsumer in = new RingConsumer(device.hostInbound());
        private final int[] owed = new int[IDS];
        private long guestsOwnId = 1L << 32;
        private long nowNs;

        private void run(byte[] input) {
            port.submit(new ChannelOrder.Configure(PortFixture.LIMITS));
            port.poll(nowNs);
            int end = Math.min(input.length, 1 + (input[0] & 0xff) * 8);
            UnsafeApi.copyMemory(input, BufferUtil.ARRAY_BASE_OFFSET + end, null, device.receiveBufferAddress(),
                    Math.min(input.length - end, RECEIVE_BYTES));
            INCOMING.size = 0;
            for (int at = 1; at + 3 <= end; ) {
                int bytes = Math.min(input[at + 2] & 0xff, end - at - 3);
                send(input[at], input[at + 1], Arrays.copyOfRange(input, at + 3, at + 3 + bytes));
                meanwhile(input[at] >>> 5 & 7);
                at += 3 + bytes;
            }
            port.release(INCOMING);
            for (int i = 0; i < 8; i++) {
                while (port.receive(INCOMING) > 0) {
                    port.release(INCOMING);
                }
                turn();
            }
            for (int each : owed) {
                check(each == 0);
            }
            port.close();
            device.closeHost();
        }

        private void send(int typeAndFlags, int idAndHeader, byte[] octets) {
            SCRATCH.put(0, octets);
            int type = typeAndFlags & 0x0f;
            int id = idAndHeader & 7;
            int headerBytes = Math.min((idAndHeader >>> 4 & 0x0f) * 8, octets.length & ~7);
            int payloadBytes = octets.length - headerBytes;
            if (type == PacketType.TRANSFER_PAGES && payloadBytes >= DataMessage.SEND_BYTES) {
                DataMessage.putSend(SCRATCH.address() + headerBytes, octets[headerBytes] & 1, DataMessage.NO_SECTION, 0);
            }
            // Ids of the host's are small numbers here, those of sections are not.
            boolean offered = out.offer(type, typeAndFlags >>> 4 & 1, id == GUESTS_OWN ? guestsOwnId : id,
                    SCRATCH.address(), headerBytes, SCRATCH.address() + headerBytes, payloadBytes);
            out.publish();
            if (offered && type == PacketType.TRANSFER_PAGES && id != GUESTS_OWN) {
                owed[id]++;
            }
        }

        private void meanwhile(int what) {
            if ((what & 1) != 0) {
                port.release(INCOMING);
                port.receive(INCOMING);
                for (int i = 0; i < INCOMING.size; i++) {
                    check(INCOMING.address[i] - Burst.VNET_HEADER >= device.receiveBufferAddress());
                    check(INCOMING.address[i] + INCOMING.length[i] <= device.receiveBufferAddress() + RECEIVE_BYTES);
                }
            }
            if ((what & 2) != 0) {
                OUTGOING.size = 0;
                OUTGOING.add(FRAME.address() + 64, 60, 0);
                port.send(OUTGOING, 0);
            }
            if ((what & 4) != 0) {
                turn();
            }
        }

        private void turn() {
            nowNs += STEP_NS;
            port.poll(nowNs);
            RingRead read = in.next(PACKET);
            for (; read == RingRead.PACKET; read = in.next(PACKET)) {
                if (PACKET.type() != PacketType.COMPLETION) {
                    guestsOwnId = PACKET.transactionId();
                } else if (PACKET.transactionId() >>> 3 == 0) {
                    check(--owed[(int) PACKET.transactionId()] >= 0);
                }
            }
            check(read == RingRead.EMPTY);
            in.advance();
        }
    }

    /** Plain, since millions of inputs pass through it. */
    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }

    /** Hears everything and remembers nothing. */
    private static final class Deaf implements ChannelListener {
        @Override
        public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
            check(payload.length % 8 == 0);
        }

        @Override
        public void hostCompletion(long transactionId, byte[] payload) {
            check(payload.length % 8 == 0);
        }

        @Override
        public void hostRndis(byte[] message) {
            check(message.length > 0);
        }

        @Override
        public void hostMalformed(String what, byte[] firstBytes) {
            check(!what.isEmpty() && firstBytes.length <= VmbusPort.FIRST_BYTES);
        }

        @Override
        public void ringCorrupt(String what) {
            throw new AssertionError(what);
        }

        @Override
        public void ringFull(long transactionId) {
            throw new AssertionError("nothing was submitted");
        }
    }
}
