package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedHostDataTest {
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
    void framesOfTheGuestReachTheWorldAndAreCompleted() throws Exception {
        guest.sendFrame(1, 0, Frames.fromGuest(11));
        guest.sendFrame(2, 1, Frames.fromGuest(12));
        guest.turn();
        assertThat(Frames.marks(Frames.drain(guest.world))).containsExactly(11, 12);
        assertThat(guest.heard).containsExactly(
                "completion 1 RndisPacketComplete[status=1]", "completion 2 RndisPacketComplete[status=1]");
        assertThat(guest.host.counters().fromGuest()).isEqualTo(2);
    }

    @Test
    void framesOfTheWorldReachTheGuestWhole() throws Exception {
        byte[] large = Frames.frame(TestGuest.MAC, Frames.PEER, 21, 1514);
        guest.world.send(Frames.toGuest(20));
        guest.world.send(large);
        guest.turn();
        assertThat(guest.frames).hasSize(2);
        assertThat(guest.frames.get(1)).isEqualTo(large);
    }

    @Test
    void manyFramesGoRoundEveryBuffer() throws Exception {
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < 7; i++) {
                guest.world.send(Frames.frame(TestGuest.MAC, Frames.PEER, round * 7 + i, 60 + (round * 7 + i) % 1455));
                guest.sendFrame(i, i, Frames.frame(Frames.PEER, TestGuest.MAC, round * 7 + i, 60 + i));
            }
            guest.turn();
            assertThat(Frames.drain(guest.world)).hasSize(7);
        }
        assertThat(Frames.marks(guest.frames)).hasSize(3500).isSorted();
        assertThat(guest.host.counters().lost()).isZero();
    }

    @Test
    void framesWaitWhileTheGuestGivesNothingBack() throws Exception {
        guest.completesFrames = false;
        for (int i = 0; i < 600; i++) {
            guest.world.send(Frames.frame(TestGuest.MAC, Frames.PEER, i, 1514));
        }
        for (int i = 0; i < 40; i++) {
            guest.turn();
        }
        int first = guest.frames.size();
        assertThat(first).isBetween(100, 200);
        guest.completesFrames = true;
        guest.transferPages.forEach(guest::completeTransfer);
        for (int i = 0; i < 40; i++) {
            guest.turn();
        }
        assertThat(Frames.marks(guest.frames)).hasSize(600).isSorted();
    }

    @Test
    void whatIsNotForTheGuestIsFiltered() throws Exception {
        guest.world.send(Frames.frame(Frames.SOMEBODY, Frames.PEER, 1, 60));
        guest.world.send(Frames.frame(Frames.BROADCAST, TestGuest.MAC, 2, 60));
        guest.world.send(Frames.frame(Frames.BROADCAST, Frames.PEER, 3, 60));
        guest.world.send(Frames.frame(Frames.GROUP, Frames.PEER, 4, 60));
        guest.turn();
        assertThat(Frames.marks(guest.frames)).containsExactly(3, 4);
        assertThat(guest.host.counters().filtered()).isEqualTo(2);
    }

    @Test
    void thePacketFilterIsObeyedAndNothingIsQueuedForLater() throws Exception {
        setFilter(PacketFilter.NONE);
        guest.world.send(Frames.toGuest(1));
        guest.turn();
        setFilter(PacketFilter.PROMISCUOUS);
        guest.world.send(Frames.frame(Frames.SOMEBODY, Frames.PEER, 2, 60));
        guest.turn();
        setFilter(PacketFilter.DIRECTED);
        guest.world.send(Frames.frame(Frames.BROADCAST, Frames.PEER, 3, 60));
        guest.world.send(Frames.frame(Frames.GROUP, Frames.PEER, 4, 60));
        guest.world.send(Frames.toGuest(5));
        guest.turn();
        assertThat(Frames.marks(guest.frames)).containsExactly(2, 5);
    }

    @Test
    void onTheVfPathTheFilterDeliversToTheFarEndOfTheVf() throws Exception {
        MemoryPort.Pair vf = MemoryPort.pair("vf0", 1 << 16);
        switchToVf(vf.far());
        guest.world.send(Frames.toGuest(1));
        guest.world.send(Frames.frame(Frames.BROADCAST, Frames.PEER, 2, 60));
        guest.world.send(Frames.frame(Frames.SOMEBODY, Frames.PEER, 3, 60));
        vf.near().send(Frames.fromGuest(4));
        guest.turn();
        assertThat(Frames.marks(Frames.drain(vf.near()))).containsExactly(1, 2);
        assertThat(Frames.marks(Frames.drain(guest.world))).containsExactly(4);
        assertThat(guest.frames).isEmpty();
    }

    @Test
    void aVfThatIsDeadLosesFramesAndHoldsNothingUp() throws Exception {
        MemoryPort.Pair vf = MemoryPort.pair("vf0", 1 << 16);
        switchToVf(vf.far());
        vf.far().fail(true);
        guest.world.send(Frames.toGuest(1));
        guest.turn();
        guest.want(9, DataPath.SYNTHETIC);
        guest.settle();
        guest.world.send(Frames.toGuest(2));
        guest.turn();
        assertThat(Frames.marks(guest.frames)).containsExactly(2);
        assertThat(guest.host.counters().lost()).isEqualTo(1);
    }

    @Test
    void aGuestThatWasGivenAnotherAddressIsReachedAtIt() throws Exception {
        guest.sendFrame(1, 0, Frames.frame(Frames.PEER, Frames.SOMEBODY, 1, 60));
        guest.turn();
        guest.world.send(Frames.frame(Frames.SOMEBODY, Frames.PEER, 2, 60));
        guest.world.send(Frames.toGuest(3));
        guest.world.send(Frames.frame(Frames.BROADCAST, Frames.SOMEBODY, 4, 60));
        guest.turn();
        assertThat(Frames.marks(guest.frames)).containsExactly(2, 3);
    }

    @Test
    void withoutAFarEndFloodsAreLeftToTheRealDevice() throws Exception {
        guest.close();
        guest = TestGuest.readyOnAFloodingFabric();
        switchToVf(null);
        guest.world.send(Frames.frame(Frames.BROADCAST, Frames.PEER, 1, 60));
        guest.world.send(Frames.toGuest(2));
        guest.turn();
        assertThat(Frames.marks(guest.frames)).containsExactly(2);
        assertThat(guest.host.counters().flooded()).isEqualTo(1);
    }

    @Test
    void framesOfTheGuestWaitForAFullUplinkAndKeepTheirSections() throws Exception {
        MemoryPort.Pair small = MemoryPort.pair("small", 256);
        try (TestGuest narrow = TestGuest.ready(small)) {
            for (int i = 0; i < 8; i++) {
                narrow.sendFrame(i, i, Frames.fromGuest(i));
            }
            narrow.turn();
            assertThat(narrow.heard).isEmpty();
            assertThat(narrow.host.deadlineNs()).isBetween(narrow.nowNs, narrow.nowNs + 1_000_000);
            List<Integer> arrived = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                arrived.addAll(Frames.marks(Frames.drain(small.far())));
                narrow.turn();
            }
            assertThat(arrived).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(narrow.heard).hasSize(8);
        }
    }

    @Test
    void aFailedUplinkLosesFramesAndGivesTheirSectionsBack() throws Exception {
        MemoryPort.Pair wire = MemoryPort.pair("dead", 256);
        wire.near().fail(true);
        try (TestGuest cut = TestGuest.ready(wire)) {
            cut.sendFrame(1, 0, Frames.fromGuest(1));
            cut.turn();
            assertThat(cut.heard).containsExactly("completion 1 RndisPacketComplete[status=1]");
            assertThat(cut.host.counters().lost()).isEqualTo(1);
        }
    }

    @Test
    void anOffloadedChecksumStaysARequestOnTheWayOut() throws Exception {
        byte[] frame = Frames.udp(Frames.PEER, TestGuest.MAC);
        guest.sendFrame(1, 0, frame, new byte[] {1, 0, 0, 0, 0, 0, 34, 0, 6, 0});
        guest.turn();
        Burst burst = new Burst(4);
        assertThat(guest.world.receive(burst)).isEqualTo(1);
        long header = burst.address[0] - Burst.VNET_HEADER;
        assertThat(UnsafeApi.getByte(header)).isEqualTo((byte) 1);
        assertThat(UnsafeApi.getShort(header + 6)).isEqualTo((short) 34);
        assertThat(UnsafeApi.getShort(header + 8)).isEqualTo((short) 6);
        guest.world.release(burst);
    }

    @Test
    void refusesAnOffloadThatIsNotSwitchedOn() throws Exception {
        guest.order(new HostCommand.Reopen());
        guest.handshake(NvspVersion.V6_1);
        guest.heard.clear();
        guest.sendFrame(1, 0, Frames.udp(Frames.PEER, TestGuest.MAC), new byte[] {1, 0, 0, 0, 0, 0, 34, 0, 6, 0});
        guest.turn();
        assertThat(guest.heard).containsExactly("completion 1 RndisPacketComplete[status=2]");
        assertThat(Frames.drain(guest.world)).isEmpty();
    }

    @Test
    void anUnfinishedChecksumIsFinishedOnTheWayIn() throws Exception {
        Burst burst = new Burst(1);
        ByteBuffer memory = ByteBuffer.allocateDirect(256);
        byte[] frame = Frames.udp(TestGuest.MAC, Frames.PEER);
        memory.put(0, new byte[] {1, 0, 0, 0, 0, 0, 34, 0, 6, 0}).put(Burst.VNET_HEADER, frame);
        burst.add(BufferUtil.address(memory) + Burst.VNET_HEADER, frame.length, 0);
        assertThat(guest.world.send(burst, 0)).isEqualTo(1);
        guest.turn();
        assertThat(guest.frames).hasSize(1);
        assertThat(Frames.udpChecksumIsRight(guest.frames.get(0))).isTrue();
        assertThat(guest.lastVnetHeader()[0]).isEqualTo((byte) 2);
    }

    private void switchToVf(MemoryPort farEnd) throws Exception {
        guest.order(new HostCommand.VfAssociation(true, 2));
        if (farEnd != null) {
            guest.host.attachVf(farEnd);
        }
        guest.want(8, DataPath.VF);
        guest.settle();
        assertThat(guest.host.path()).isEqualTo(DataPath.VF);
    }

    private void setFilter(int filter) throws Exception {
        guest.rndis(7, new Set(7, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(filter)));
    }
}
