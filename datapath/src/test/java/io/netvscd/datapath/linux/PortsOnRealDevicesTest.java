package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A TAP and a veth pair in a namespace of their own: what the ports promise, promised by the kernel. */
@Timeout(60)
class PortsOnRealDevicesTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:02");

    private NetworkNamespace namespace;

    @BeforeEach
    void makeNamespace() throws Exception {
        namespace = NetworkNamespace.create("ports");
        namespace.ip("link add v0 address " + MAC + " type veth peer name p0 address " + PEER);
    }

    @AfterEach
    void removeNamespace() throws Exception {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void framesPassBothWaysUnchanged() throws Exception {
        up();
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            List<byte[]> there = numbered(PEER, MAC, 100, 60);
            assertThat(v0.send(Frames.burst(there), 0)).isEqualTo(100);
            assertThat(Frames.receive(p0, 100)).usingRecursiveComparison().isEqualTo(there);
            List<byte[]> back = numbered(MAC, PEER, 100, 1514);
            assertThat(p0.send(Frames.burst(back), 0)).isEqualTo(100);
            assertThat(Frames.receive(v0, 100)).usingRecursiveComparison().isEqualTo(back);
        }
    }

    @Test
    void doesNotHearItsOwnFrames() throws Exception {
        up();
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            v0.send(Frames.burst(numbered(PEER, MAC, 10, 60)), 0);
            assertThat(Frames.receive(p0, 10)).hasSize(10);
            p0.send(Frames.burst(numbered(MAC, PEER, 1, 80)), 0);
            assertThat(Frames.receive(v0, 1)).singleElement().satisfies(frame -> assertThat(frame).hasSize(80));
        }
    }

    @Test
    void takesFramesForGroupsThatNobodyJoined() throws Exception {
        up();
        MacAddress group = MacAddress.parse("01:00:5e:7f:01:02");
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            List<byte[]> frames = numbered(group, MAC, 3, 60);
            v0.send(Frames.burst(frames), 0);
            assertThat(Frames.receive(p0, 3)).usingRecursiveComparison().isEqualTo(frames);
        }
        assertThat(namespace.ip("-d link show p0")).contains("allmulti 0");
    }

    @Test
    void putsBackTheVlanTagThatTheKernelTookOut() throws Exception {
        up();
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            List<byte[]> frames = List.of(tagged(0x8100, 0x6007), tagged(0x88a8, 0x0fff), tagged(0x8100, 0));
            assertThat(p0.send(Frames.burst(frames), 0)).isEqualTo(3);
            assertThat(Frames.receive(v0, 3)).usingRecursiveComparison().isEqualTo(frames);
        }
    }

    private static byte[] tagged(int tpid, int tci) {
        byte[] plain = Frames.numbered(MAC, PEER, tci, 200);
        ByteBuffer frame = ByteBuffer.allocate(plain.length + 4).put(plain, 0, 12);
        return frame.putShort((short) tpid).putShort((short) tci).put(plain, 12, plain.length - 12).array();
    }

    @Test
    void failsWhileTheDeviceIsDownAndWorksAgainWhenItIsUp() throws Exception {
        up();
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            namespace.ip("link set v0 down");
            Burst burst = Frames.burst(numbered(PEER, MAC, 4, 60));
            assertThat(v0.send(burst, 1)).isZero();
            assertThat(v0.health()).isEqualTo(Port.Health.FAILED);
            up();
            assertThat(v0.send(burst, 0)).isEqualTo(4);
            assertThat(v0.health()).isEqualTo(Port.Health.BUSY);
            assertThat(Frames.receive(p0, 4)).hasSize(4);
            p0.send(Frames.burst(numbered(MAC, PEER, 2, 60)), 0);
            assertThat(Frames.receive(v0, 2)).hasSize(2);
        }
    }

    @Test
    void opensADeviceThatIsDownAndCarriesOnceItIsUp() throws Exception {
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            assertThat(v0.send(Frames.burst(numbered(PEER, MAC, 1, 60)), 0)).isZero();
            assertThat(v0.health()).isEqualTo(Port.Health.FAILED);
            up();
            assertThat(v0.send(Frames.burst(numbered(PEER, MAC, 5, 60)), 0)).isEqualTo(5);
            assertThat(Frames.receive(p0, 5)).hasSize(5);
        }
    }

    @Test
    void anIdlePortSaysThatItsDeviceHasGoneDown() throws Exception {
        up();
        try (PacketPort v0 = packet("v0")) {
            v0.acknowledgeError();
            assertThat(v0.health()).isEqualTo(Port.Health.BUSY);
            namespace.ip("link set v0 down");
            v0.acknowledgeError();
            assertThat(v0.health()).isEqualTo(Port.Health.FAILED);
        }
    }

    @Test
    void failsForGoodWhenTheDeviceIsDeleted() throws Exception {
        up();
        try (PacketPort v0 = packet("v0")) {
            namespace.ip("link del v0");
            Burst burst = Frames.burst(numbered(PEER, MAC, 4, 60));
            assertThat(v0.send(burst, 0)).isZero();
            assertThat(v0.health()).isEqualTo(Port.Health.FAILED);
            v0.acknowledgeError();
            assertThat(v0.send(burst, 0)).isZero();
            assertThat(v0.health()).isEqualTo(Port.Health.FAILED);
        }
    }

    @Test
    void refusesOneFrameThatIsTooLongAndSendsTheOthers() throws Exception {
        up();
        try (PacketPort v0 = packet("v0"); PacketPort p0 = packet("p0")) {
            List<byte[]> frames = List.of(
                    Frames.numbered(PEER, MAC, 1, 60),
                    Frames.numbered(PEER, MAC, 2, 4000),
                    Frames.numbered(PEER, MAC, 3, 60));
            assertThat(v0.send(Frames.burst(frames), 0)).isEqualTo(3);
            assertThat(v0.refused()).isEqualTo(1);
            assertThat(Frames.receive(p0, 2)).usingRecursiveComparison()
                    .isEqualTo(List.of(frames.get(0), frames.get(2)));
        }
    }

    @Test
    void theRingGoesRoundManyTimes() throws Exception {
        up();
        PacketSettings small = namespace.call(() -> new PacketSettings("p0", Libc.ifindex("p0"), 1, false));
        try (PacketPort v0 = packet("v0"); PacketPort p0 = namespace.call(() -> PacketPort.open(small))) {
            for (int round = 0; round < 50; round++) {
                List<byte[]> frames = numbered(PEER, MAC, 5, 60 + round);
                v0.send(Frames.burst(frames), 0);
                assertThat(Frames.receive(p0, 5)).usingRecursiveComparison().isEqualTo(frames);
            }
            v0.send(Frames.burst(numbered(PEER, MAC, 20, 60)), 0);
            assertThat(p0.takeOverflow()).isGreaterThanOrEqualTo(5);
            assertThat(Frames.receive(p0, 15)).hasSize(15);
        }
    }

    @Test
    void aClosedPortTouchesNothing() throws Exception {
        up();
        PacketPort v0 = packet("v0");
        TapPort tap = tap(false);
        for (Port port : List.of(v0, tap)) {
            port.close();
            port.close();
            assertThat(port.receive(new Burst(4))).isZero();
            assertThat(port.send(Frames.burst(numbered(PEER, MAC, 1, 60)), 0)).isZero();
            assertThat(port.health()).isEqualTo(Port.Health.FAILED);
        }
    }

    @Test
    void aNewTapHasTheWantedAddressAndCarrierOnDemand() throws Exception {
        try (TapPort tap = tap(false)) {
            namespace.ip("link set t0 up");
            assertThat(tap.device().created()).isTrue();
            assertThat(tap.device().offload()).isGreaterThanOrEqualTo(TapOffload.TCP_SEGMENTATION);
            assertThat(namespace.ip("link show t0")).contains(MAC.toString()).contains("LOWER_UP");
            tap.device().setCarrier(false);
            assertThat(namespace.ip("link show t0")).contains("NO-CARRIER");
            tap.device().setCarrier(true);
            assertThat(namespace.ip("link show t0")).contains("LOWER_UP");
        }
        assertThatThrownBy(() -> namespace.ip("link show t0")).hasMessageContaining("does not exist");
    }

    @Test
    void aPersistentTapOutlivesItsPortAndKeepsItsAddress() throws Exception {
        tap(true).close();
        MacAddress other = MacAddress.parse("00:15:5d:0a:00:99");
        namespace.ip("link set t0 address " + other);
        int ifindex = namespace.call(() -> Libc.ifindex("t0"));
        try (TapPort again = tap(true)) {
            assertThat(again.device().created()).isFalse();
            assertThat(namespace.<Integer>call(() -> again.device().ifindex())).isEqualTo(ifindex);
            assertThat(namespace.ip("link show t0")).contains(other.toString());
        }
    }

    @Test
    void framesPassATapBothWays() throws Exception {
        try (TapPort tap = tap(false)) {
            namespace.ip("link set t0 up");
            try (PacketPort system = packet("t0")) {
                List<byte[]> out = numbered(PEER, MAC, 40, 60);
                assertThat(system.send(Frames.burst(out), 0)).isEqualTo(40);
                assertThat(Frames.receive(tap, 40)).usingRecursiveComparison().isEqualTo(out);
                List<byte[]> in = numbered(MAC, PEER, 40, 1514);
                assertThat(tap.send(Frames.burst(in), 0)).isEqualTo(40);
                assertThat(Frames.receive(system, 40)).usingRecursiveComparison().isEqualTo(in);
            }
        }
    }

    @Test
    void aTapThatIsDownOrDeletedFails() throws Exception {
        try (TapPort tap = tap(false)) {
            Burst burst = Frames.burst(numbered(MAC, PEER, 2, 60));
            assertThat(tap.send(burst, 0)).isZero();
            assertThat(tap.health()).isEqualTo(Port.Health.FAILED);
            namespace.ip("link set t0 up");
            assertThat(tap.send(burst, 0)).isEqualTo(2);
            assertThat(tap.health()).isEqualTo(Port.Health.BUSY);
            namespace.ip("link del t0");
            assertThat(tap.receive(new Burst(4))).isZero();
            assertThat(tap.health()).isEqualTo(Port.Health.FAILED);
        }
    }

    @Test
    void saysWhoHoldsTheTapAndWhatIsNoTap() throws Exception {
        try (TapPort tap = tap(false)) {
            assertThat(tap.name()).isEqualTo("tap t0");
            assertThatThrownBy(() -> tap(false)).hasRootCauseInstanceOf(ErrnoException.class)
                    .rootCause().hasMessageContaining("TAP t0 (another process is attached to it)")
                    .hasMessageContaining("EBUSY");
        }
        assertThatThrownBy(() -> namespace.call(() -> TapPort.open(new TapSettings("v0", MAC, false, TapOffload.NONE))))
                .rootCause().hasMessageContaining("TAP v0").hasMessageContaining("no single-queue TAP");
    }

    @Test
    void leavesNoFileOpen() throws Exception {
        up();
        long before = openFiles();
        for (int i = 0; i < 20; i++) {
            packet("v0").close();
            tap(false).close();
        }
        // Fewer when the pipes of a program that was run before are closed meanwhile.
        assertThat(openFiles()).isLessThanOrEqualTo(before);
    }

    private static long openFiles() throws Exception {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private void up() throws Exception {
        namespace.up("v0", "p0");
    }

    private TapPort tap(boolean persistent) throws Exception {
        return namespace.call(() -> TapPort.open(new TapSettings("t0", MAC, persistent, TapOffload.UDP_SEGMENTATION)));
    }

    private PacketPort packet(String device) throws Exception {
        return namespace.call(() -> PacketPort.open(new PacketSettings(device, Libc.ifindex(device), PacketSettings.DEFAULT_RING_BLOCKS, false)));
    }

    private static List<byte[]> numbered(MacAddress to, MacAddress from, int count, int bytes) {
        return IntStream.range(0, count).mapToObj(i -> Frames.numbered(to, from, i, bytes)).toList();
    }
}
