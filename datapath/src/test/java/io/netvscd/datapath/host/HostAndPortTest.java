package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.vmbus.ChannelListener;
import io.netvscd.datapath.vmbus.ChannelOrder;
import io.netvscd.datapath.vmbus.PortLimits;
import io.netvscd.datapath.vmbus.VmbusPort;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The product's two ends of a channel, joined: what one encodes the other must understand. */
class HostAndPortTest {
    private static final byte[] TCP_SEGMENT = {1, 1, 54, 0, (byte) 0xb4, 5, 34, 0, 16, 0};

    private final List<String> complaints = new ArrayList<>();
    private TestGuest guest;
    private VmbusPort port;

    @BeforeEach
    void open() throws Exception {
        guest = TestGuest.ready(HostSettings.DEFAULT_BUFFER_BYTES);
        guest.ask(9, new SubchannelRequest(SubchannelRequest.ALLOCATE, 3));
        port = new VmbusPort("eth0", guest.device, new Complaints());
        configure(Offload.ALL);
        port.submit(new ChannelOrder.OpenSubchannels(3));
        port.poll(guest.nowNs);
        port.submit(ChannelOrder.Spread.of(new byte[] {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3}));
        port.poll(guest.nowNs);
        port.receive(new Burst(1));
    }

    private void configure(int offloads) {
        port.submit(new ChannelOrder.Configure(
                new PortLimits(NvspVersion.V6_1.code(), 1808, 9279, TestGuest.SECTION_BYTES, 8, 3, 1500, 65_553, offloads)));
        port.poll(guest.nowNs);
    }

    @AfterEach
    void close() {
        port.close();
        guest.close();
    }

    @Test
    void framesGoBothWaysInOrder() {
        Burst burst = new Burst(64);
        List<Integer> outward = new ArrayList<>();
        List<Integer> inward = new ArrayList<>();
        for (int round = 0; round < 2000; round++) {
            int mark = round;
            send(Frames.frame(Frames.PEER, TestGuest.MAC, mark, 60 + round % 1455), new byte[10]);
            guest.world.send(Frames.frame(TestGuest.MAC, Frames.PEER, mark, 1514 - round % 1455));
            turn();
            outward.addAll(Frames.marks(Frames.drain(guest.world)));
            port.receive(burst);
            for (int i = 0; i < burst.size; i++) {
                inward.add(Integer.reverseBytes(UnsafeApi.getInt(burst.address[i] + 14)));
            }
            port.release(burst);
        }
        assertThat(outward).hasSize(2000).isSorted();
        assertThat(inward).hasSize(2000).isSorted();
        assertThat(complaints).isEmpty();
        assertThat(port.counters().sectionsWithHost()).isZero();
    }

    @Test
    void aLargeSegmentCrossesWholeOutward() {
        byte[] segment = Frames.tcp(Frames.PEER, TestGuest.MAC, 60_000);
        send(segment, TCP_SEGMENT);
        turn();
        Burst burst = new Burst(4);
        assertThat(guest.world.receive(burst)).isEqualTo(1);
        assertSame(burst, segment);
        guest.world.release(burst);
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatTheHostDoesNotOffloadIsDoneBeforeItIsSent() {
        configure(Offload.NONE);
        send(Frames.udp(Frames.PEER, TestGuest.MAC), new byte[] {1, 0, 0, 0, 0, 0, 34, 0, 6, 0});
        send(Frames.tcp(Frames.PEER, TestGuest.MAC, 4000), TCP_SEGMENT);
        turn();

        List<byte[]> arrived = Frames.drain(guest.world);

        assertThat(Frames.udpChecksumIsRight(arrived.get(0))).isTrue();
        assertThat(arrived.subList(1, arrived.size())).extracting(frame -> frame.length)
                .containsExactly(54 + 1460, 54 + 1460, 54 + 1026);
        assertThat(arrived.subList(1, arrived.size())).allMatch(Frames::tcpChecksumIsRight);
        assertThat(complaints).isEmpty();
        assertThat(guest.host.counters().violations()).isZero();
    }

    @Test
    void aSegmentThatNobodyCanCutIsDroppedAndCounted() {
        configure(Offload.ALL & ~Offload.LARGE_SENDS);
        byte[] segment = Frames.tcp(Frames.PEER, TestGuest.MAC, 4000);
        send(segment, new byte[] {1, 5, 54, 0, (byte) 0xb4, 5, 34, 0, 16, 0});
        turn();

        assertThat(Frames.drain(guest.world)).isEmpty();
        assertThat(port.counters().sendDropped()).isEqualTo(1);
        assertThat(guest.host.counters().violations()).isZero();
    }

    @Test
    void aLargeSegmentCrossesWholeInward() {
        byte[] segment = Frames.tcp(TestGuest.MAC, Frames.PEER, 60_000);
        Burst burst = burst(segment, TCP_SEGMENT);
        assertThat(guest.world.send(burst, 0)).isEqualTo(1);
        turn();
        Burst arrived = new Burst(4);
        assertThat(port.receive(arrived)).isEqualTo(1);
        assertSame(arrived, segment);
        port.release(arrived);
        assertThat(complaints).isEmpty();
    }

    @Test
    void manyFlowsGoOverEveryChannelBothWays() {
        int outward = 0;
        int inward = 0;
        Burst arrived = new Burst(256);
        for (int flow = 0; flow < 200; flow++) {
            byte[] out = Frames.tcp(Frames.PEER, TestGuest.MAC, 100 + flow);
            byte[] in = Frames.tcp(TestGuest.MAC, Frames.PEER, 100 + flow);
            out[35] = in[35] = (byte) flow;
            send(out, new byte[10]);
            assertThat(guest.world.send(burst(in, new byte[10]), 0)).isEqualTo(1);
            turn();
            outward += Frames.drain(guest.world).size();
            inward += port.receive(arrived);
            port.release(arrived);
        }
        turn();

        assertThat(outward).isEqualTo(200);
        assertThat(inward).isEqualTo(200);
        assertThat(guest.device.subchannels()).hasSize(3)
                .allMatch(each -> each.outbound().writeIndex() > 0 && each.inbound().writeIndex() > 0);
        assertThat(port.counters().sectionsWithHost()).isZero();
        assertThat(complaints).isEmpty();
        assertThat(guest.host.counters().violations()).isZero();
    }

    @Test
    void aCloseOfThePortIsSeenByTheHost() {
        port.close();
        guest.host.poll(guest.nowNs);
        assertThat(guest.host.status().open()).isFalse();
    }

    private static void assertSame(Burst arrived, byte[] segment) {
        assertThat(arrived.length[0]).isEqualTo(segment.length);
        byte[] header = Frames.octets(arrived.address[0] - Burst.VNET_HEADER, Burst.VNET_HEADER);
        assertThat(header).isEqualTo(TCP_SEGMENT);
        assertThat(Frames.octets(arrived.address[0], segment.length)).isEqualTo(segment);
    }

    private void send(byte[] frame, byte[] header) {
        assertThat(port.send(burst(frame, header), 0)).isEqualTo(1);
    }

    private static Burst burst(byte[] frame, byte[] header) {
        ByteBuffer memory = ByteBuffer.allocateDirect(Burst.VNET_HEADER + frame.length);
        memory.put(0, header).put(Burst.VNET_HEADER, frame);
        Burst burst = new Burst(1);
        burst.add(BufferUtil.address(memory) + Burst.VNET_HEADER, frame.length, 0);
        return burst;
    }

    private void turn() {
        for (int i = 0; i < 3; i++) {
            port.poll(guest.nowNs);
            guest.host.poll(guest.nowNs);
        }
    }

    private final class Complaints implements ChannelListener {
        @Override
        public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
            complaints.add("message");
        }

        @Override
        public void hostCompletion(long transactionId, byte[] payload) {
            complaints.add("completion");
        }

        @Override
        public void hostRndis(byte[] message) {
            complaints.add("rndis");
        }

        @Override
        public void hostMalformed(String what, byte[] firstBytes) {
            complaints.add(what);
        }

        @Override
        public void ringCorrupt(String what) {
            complaints.add(what);
        }

        @Override
        public void ringFull(long transactionId) {
            complaints.add("full");
        }
    }
}
