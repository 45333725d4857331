package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.vmbus.PacketType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest that does not read: what the host has to say waits for room, in order, and does not pile up (scenarios 111, 112). */
class EmbeddedHostRoomTest {
    private TestGuest guest;

    @BeforeEach
    void open() throws Exception {
        guest = TestGuest.opened(TestGuest.small());
        guest.order(new HostCommand.VfAssociation(true, 2));
        guest.settle();
        guest.heard.clear();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    /** Leaves no room in the ring to the guest for as much as an empty completion. */
    private void fillTheRing() {
        byte[] deprecated = {(byte) 130, 0, 0, 0, 0, 0, 0, 0};
        for (int i = 0; i < 400; i++) {
            guest.host.submit(new HostCommand.Raw(deprecated));
        }
        guest.host.poll(guest.nowNs);
    }

    @Test
    void aVfThatIsTakenDuringASwitchIsSaidInThreeMessagesWhichNothingTearsApart() throws Exception {
        guest.want(6, DataPath.VF);
        fillTheRing();
        guest.host.submit(new HostCommand.VfAssociation(false, 2));
        guest.host.submit(new HostCommand.Link(false));
        guest.host.poll(guest.nowNs);

        assertThat(guest.host.path()).isEqualTo(DataPath.SYNTHETIC);
        guest.settle();
        guest.settle();

        List<String> said = guest.heard.stream().filter(each -> !each.contains("Unused")).toList();
        assertThat(said).hasSize(4);
        assertThat(said.get(0)).isEqualTo("completion 6");
        assertThat(said.get(1)).isEqualTo("in-band 8000000000000001 wants SwitchDataPath[path=SYNTHETIC]");
        assertThat(said.get(2)).contains("VfAssociation[allocated=false");
        assertThat(said.get(3)).contains("rndis IndicateStatus");
    }

    @Test
    void aGuestThatOnlyAsksIsNotListenedToUntilItReads() throws Exception {
        byte[] request = NvspCodec.encode(new SubchannelRequest(SubchannelRequest.ALLOCATE, 0), NvspVersion.V6_1);
        long asked = 0;
        while (asked < 100_000 && guest.raw(PacketType.IN_BAND, PacketType.COMPLETION_REQUESTED, 100 + asked, 0, request)) {
            asked++;
            guest.nowNs += TestGuest.LATENCY_NS;
            guest.host.poll(guest.nowNs);
        }

        assertThat(asked).isBetween((long) Outbox.OWED_MAX, Outbox.OWED_MAX + 1_000L);
        for (int i = 0; i < 100; i++) {
            guest.settle();
        }
        assertThat(guest.heard).filteredOn(each -> each.startsWith("completion")).hasSize((int) asked);
    }

    @Test
    void aGuestThatHoldsTheReceiveBufferIsStillHeardWhenItGivesItBack() throws Exception {
        guest.completesFrames = false;
        int held = -1;
        while (held < guest.transferPages.size()) {
            held = guest.transferPages.size();
            guest.world.send(Frames.frame(TestGuest.MAC, Frames.PEER, 0, 1400));
            guest.turn();
        }
        byte[] query = RndisCodec.encode(new Query(1, Oid.GEN_LINK_SPEED, Information.EMPTY));
        for (int i = 0; i < Outbox.OWED_MAX + 500; i++) {
            guest.section(1000 + i, RndisPacket.CONTROL, 1, query.length, query);
            guest.settle();
        }
        for (long id : List.copyOf(guest.transferPages)) {
            guest.completeTransfer(id);
        }
        guest.completesFrames = true;
        for (int i = 0; i < 100; i++) {
            guest.settle();
        }

        assertThat(guest.heard).filteredOn(each -> each.contains("QueryComplete")).hasSize(Outbox.OWED_MAX);
        assertThat(guest.heard).filteredOn(each -> each.startsWith("completion") && each.contains("status=1"))
                .hasSize(Outbox.OWED_MAX);
        assertThat(guest.heard).filteredOn(each -> each.startsWith("completion") && each.contains("status=2"))
                .hasSize(500);
        guest.frames.clear();
        guest.world.send(Frames.frame(TestGuest.MAC, Frames.PEER, 0, 1400));
        guest.settle();
        assertThat(guest.frames).hasSize(1);
    }
}
