package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.vmbus.GuestMemory;
import io.netvscd.datapath.vmbus.PacketType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that a guest puts into pages of its own (scenarios 104, 105). */
class EmbeddedHostPagesTest {
    private static final int PAGE = GuestMemory.PAGE_BYTES;
    private static final int HEADER_BYTES = 44;

    private TestGuest guest;

    @BeforeEach
    void open() throws Exception {
        guest = TestGuest.ready();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    @Test
    void aFrameInPagesOneBehindTheOther() throws Exception {
        byte[] frame = Frames.frame(Frames.PEER, TestGuest.MAC, 5, 9000);
        byte[] message = packet(frame);
        put(0, message);
        send(1, ranges(range(PAGE, 0, 0), range(PAGE, 0, 1), range(message.length - 2 * PAGE, 0, 2)));

        assertThat(guest.heard).containsExactly("completion 1 RndisPacketComplete[status=1]");
        assertThat(Frames.drain(guest.world)).containsExactly(frame);
    }

    @Test
    void aFrameInARangeOfSeveralPages() throws Exception {
        byte[] frame = Frames.frame(Frames.PEER, TestGuest.MAC, 5, 9000);
        byte[] message = packet(frame);
        put(100, message);
        send(1, ranges(range(message.length, 100, 0, 1, 2)));

        assertThat(Frames.drain(guest.world)).containsExactly(frame);
    }

    @Test
    void aFrameInPagesThatLieAnywhereAtEveryOffset() throws Exception {
        byte[] frame = Frames.frame(Frames.PEER, TestGuest.MAC, 5, 300);
        byte[] message = packet(frame);
        for (int first = 1; first < message.length; first++) {
            put(7 * PAGE - first, Arrays.copyOf(message, first));
            put(2 * PAGE, Arrays.copyOfRange(message, first, message.length));
            send(first, ranges(range(first, PAGE - first, 6), range(message.length - first, 0, 2)));
            assertThat(Frames.drain(guest.world)).containsExactly(frame);
            put(7 * PAGE - first, Arrays.copyOf(message, first));
            send(first, ranges(range(message.length, PAGE - first, 6, 2)));
            assertThat(Frames.drain(guest.world)).containsExactly(frame);
        }
        assertThat(guest.host.counters().violations()).isZero();
    }

    @Test
    void aHeaderInASectionAndItsFrameInPages() throws Exception {
        byte[] frame = Frames.frame(Frames.PEER, TestGuest.MAC, 5, 5000);
        byte[] message = packet(frame);
        putSection(3, Arrays.copyOf(message, HEADER_BYTES));
        put(0, Arrays.copyOfRange(message, HEADER_BYTES, message.length));
        send(1, ranges(range(PAGE, 0, 0), range(5000 - PAGE, 0, 1)), RndisPacket.DATA, 3, HEADER_BYTES);

        assertThat(guest.heard).containsExactly("completion 1 RndisPacketComplete[status=1]");
        assertThat(Frames.drain(guest.world)).containsExactly(frame);
    }

    @Test
    void aControlMessageInAPage() throws Exception {
        byte[] message = RndisCodec.encode(new Keepalive(77));
        put(64, message);
        send(1, ranges(range(message.length, 64, 0)), RndisPacket.CONTROL, RndisPacket.NO_SECTION, 0);
        guest.settle();

        assertThat(guest.heard).contains("rndis KeepaliveComplete[requestId=77, status=0]");
    }

    @Test
    void whatLeadsOutsideIsCompletedWithAFailureAndTheChannelLivesOn() throws Exception {
        byte[] message = packet(Frames.fromGuest(5));
        put(0, message);
        byte[][] bad = {
            ranges(range(message.length, 0, 256)),
            ranges(range(message.length, 0, -0x10_0000)),
            ranges(range(PAGE + 1, 0, 0, 300)),
            ranges(range(0, 0, 0)),
            ranges(range(60, PAGE, 0)),
            ranges(range(2 * PAGE, 0, 0)),
            ranges(range(-8, 0, 0)),
            ranges(),
        };
        for (int i = 0; i < bad.length; i++) {
            send(i, bad[i]);
            assertThat(guest.heard).as("list %d", i).last()
                    .isEqualTo("completion " + i + " RndisPacketComplete[status=2]");
        }
        send(20, ranges(range(message.length, 0, 0)), RndisPacket.DATA, 1000, 8);
        assertThat(guest.heard).last().isEqualTo("completion 14 RndisPacketComplete[status=2]");
        send(21, ranges(range(message.length, 0, 0)), RndisPacket.DATA, 1, 6145);
        assertThat(guest.heard).last().isEqualTo("completion 15 RndisPacketComplete[status=2]");
        assertThat(guest.host.counters().violations()).isEqualTo(bad.length + 2);

        send(99, ranges(range(message.length, 0, 0)));
        assertThat(Frames.marks(Frames.drain(guest.world))).containsExactly(5);
    }

    @Test
    void aMessageLongerThanAnyFrameIsRefused() throws Exception {
        byte[][] many = new byte[32][];
        for (int i = 0; i < many.length; i++) {
            many[i] = range(PAGE, 0, 2 * i % 200);
        }
        send(1, ranges(many));

        assertThat(guest.heard).containsExactly("completion 1 RndisPacketComplete[status=2]");
    }

    @Test
    void framesThatWaitForTheUplinkKeepWhatWasPutTogether() throws Exception {
        byte[] message = packet(Frames.fromGuest(5));
        put(0, Arrays.copyOf(message, 50));
        put(4 * PAGE, Arrays.copyOfRange(message, 50, message.length));
        for (int i = 0; i < 100; i++) {
            sendOnly(i, ranges(range(50, 0, 0), range(message.length - 50, 0, 4)), RndisPacket.DATA,
                    RndisPacket.NO_SECTION, 0);
        }
        for (int i = 0; i < 3; i++) {
            guest.turn();
        }

        assertThat(Frames.drain(guest.world)).hasSize(100).containsOnly(Frames.fromGuest(5));
        assertThat(guest.heard).hasSize(100);
    }

    /** An RNDIS packet message of one frame. */
    private static byte[] packet(byte[] frame) {
        return ByteBuffer.allocate(HEADER_BYTES + frame.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1).putInt(HEADER_BYTES + frame.length).putInt(36).putInt(frame.length)
                .put(HEADER_BYTES, frame).array();
    }

    /** A range of octets and the numbers of its pages, counted from the first page of the guest's memory. */
    private byte[] range(int bytes, int offset, int... pages) {
        ByteBuffer range = ByteBuffer.allocate(8 + 8 * pages.length).order(ByteOrder.LITTLE_ENDIAN);
        range.putInt(bytes).putInt(offset);
        for (int page : pages) {
            range.putLong(guest.device.guestMemory().pageFrameNumber(0) + page);
        }
        return range.array();
    }

    private static byte[] ranges(byte[]... ranges) {
        int bytes = 8 + Arrays.stream(ranges).mapToInt(range -> range.length).sum();
        ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt(ranges.length);
        Arrays.stream(ranges).forEach(header::put);
        return header.array();
    }

    private void put(int offset, byte[] content) {
        for (int i = 0; i < content.length; i++) {
            UnsafeApi.putByte(guest.device.guestMemory().address() + offset + i, content[i]);
        }
    }

    private void putSection(int section, byte[] content) {
        for (int i = 0; i < content.length; i++) {
            UnsafeApi.putByte(guest.device.sendBufferAddress() + section * TestGuest.SECTION_BYTES + i, content[i]);
        }
    }

    private void send(long id, byte[] header) throws Exception {
        send(id, header, RndisPacket.DATA, RndisPacket.NO_SECTION, 0);
    }

    private void send(long id, byte[] header, int channelType, int section, int sectionBytes) throws Exception {
        sendOnly(id, header, channelType, section, sectionBytes);
        guest.turn();
    }

    private void sendOnly(long id, byte[] header, int channelType, int section, int sectionBytes) {
        byte[] carrier = NvspCodec.encode(new RndisPacket(channelType, section, sectionBytes), NvspVersion.newest());
        byte[] both = Arrays.copyOf(header, header.length + carrier.length);
        System.arraycopy(carrier, 0, both, header.length, carrier.length);
        assertThat(guest.raw(PacketType.GPA_DIRECT, 1, id, header.length, both)).isTrue();
    }
}
