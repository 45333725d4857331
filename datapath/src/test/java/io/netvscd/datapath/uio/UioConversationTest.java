package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import io.netvscd.datapath.vmbus.ChannelOrder;
import io.netvscd.datapath.vmbus.MemorySubchannel;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A guest over the device file and a host over the same files, each through mappings of its own. The guest runs only
 * while it has work or its file is readable, as on a real machine, so a lost interrupt stops the conversation.
 */
class UioConversationTest {
    private static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:99");
    private static final MacAddress MAC = MacAddress.parse(FakeKernel.MAC0);

    @TempDir
    private Path root;

    private final MemoryPort.Pair wire = MemoryPort.pair("uplink", 1 << 20);
    private final List<String> heard = new ArrayList<>();
    private FakeHardware hardware;
    private EmbeddedHost host;
    private UioDevice device;
    private GuestDriver guest;
    private SubChannelSearch search;
    private boolean olderKernel;
    private long nowNs = 1_000_000_000L;
    private long interruptsSent;

    @BeforeEach
    void boot() throws IOException {
        FakeKernel kernel = FakeKernel.modern(root);
        hardware = new FakeHardware(Files.createDirectory(root.resolve("hardware")));
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), BindingRecord.Holder.DAEMON);
        HostSettings settings = new HostSettings("eth0", MAC, 1500, 1_000, FakeHardware.RING_BYTES,
                FakeHardware.BUFFER_BYTES, FakeHardware.BUFFER_BYTES, false, 4);
        host = new EmbeddedHost(settings, wire.near(), new Offers(), () -> hardware.host);
        host.submit(new HostCommand.Offer());
        host.poll(nowNs);
        NetvscDevice found = kernel.device(FakeKernel.ETH0);
        device = UioDevice.over(hardware.open(), found, kernel.sysfs().layout(found), null, new Ends());
        guest = new GuestDriver(device, this::settle);
        hardware.showSubchannelsIn(found.path().resolve("channels"));
        search = new SubChannelSearch(kernel.sysfs(), found, device, Set.of(), 3);
    }

    @AfterEach
    void close() {
        guest.port.close();
        host.close();
        hardware.close();
    }

    private void settle() {
        guest.port.poll(nowNs);
        for (int i = 0; i < 20; i++) {
            nowNs += 1_000;
            turnHost();
            while (device.interruptDescriptor() >= 0 && FakeHardware.isReadable(device.interruptDescriptor())) {
                turnGuest();
            }
        }
    }

    private void turnHost() {
        host.poll(nowNs);
        long wanted = hardware.host.guestSignals() + hardware.host.subchannels().stream()
                .mapToLong(MemorySubchannel::guestSignals).sum();
        if (wanted != interruptsSent) {
            interruptsSent = wanted;
            hardware.interrupt(olderKernel);
        }
    }

    private void turnGuest() {
        while (guest.port.poll(nowNs) > 0) {
            nowNs++;
        }
    }

    private static byte[] frame(MacAddress to, MacAddress from, int mark) {
        return ByteBuffer.allocate(60 + mark % 1400)
                .put(to.octets()).put(from.octets()).putShort((short) 0x88b5).putInt(mark).array();
    }

    private void send(byte[] frame) {
        ByteBuffer memory = ByteBuffer.allocateDirect(Burst.VNET_HEADER + frame.length);
        memory.put(Burst.VNET_HEADER, frame);
        Burst burst = new Burst(1);
        burst.add(BufferUtil.address(memory) + Burst.VNET_HEADER, frame.length, 0);
        assertThat(guest.port.send(burst, 0)).isEqualTo(1);
    }

    private static void receive(Port port, List<Integer> marks) {
        Burst burst = new Burst(64);
        while (port.receive(burst) > 0) {
            for (int i = 0; i < burst.size; i++) {
                marks.add(Integer.reverseBytes(UnsafeApi.getInt(burst.address[i] + 14)));
            }
            port.release(burst);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void opensTheNicAndCarriesFramesBothWays(boolean older) {
        olderKernel = older;
        guest.handshake();
        assertThat(host.status().rndisUp()).isTrue();
        assertThat(host.status().version()).isEqualTo("6.1");

        List<Integer> outward = new ArrayList<>();
        List<Integer> inward = new ArrayList<>();
        for (int mark = 0; mark < 500; mark++) {
            send(frame(PEER, MAC, mark));
            wire.far().send(frame(MAC, PEER, mark));
            host.poll(nowNs);
            receive(guest.port, inward);
            settle();
            receive(wire.far(), outward);
        }

        assertThat(outward).hasSize(500).isSorted();
        assertThat(inward).hasSize(500).isSorted();
        assertThat(guest.complaints).isEmpty();
        assertThat(host.counters().violations()).isZero();
        assertThat(guest.port.counters().sectionsWithHost()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isWokenForEveryMessageOnAKernelOfEitherKind(boolean older) {
        olderKernel = older;
        guest.handshake();
        guest.told.clear();
        for (int serial = 1; serial <= 50; serial++) {
            host.submit(new HostCommand.VfAssociation(true, serial));
            settle();
            assertThat(hardware.inboundMask()).isZero();
            host.submit(new HostCommand.VfAssociation(false, serial));
            settle();
        }

        assertThat(guest.told).filteredOn(NvspMessage.VfAssociation.class::isInstance).hasSize(100);
        assertThat(guest.complaints).isEmpty();
    }

    /** Frames of many flows, each on one of four pairs of rings, the device's one interrupt for all of them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void spreadsFlowsOverSubchannelsWhoseRingsAppearInSysfs(boolean older) throws IOException {
        olderKernel = older;
        guest.handshake();
        NvspMessage.SubchannelComplete granted = (NvspMessage.SubchannelComplete) guest.ask(
                new NvspMessage.SubchannelRequest(NvspMessage.SubchannelRequest.ALLOCATE, 3));
        assertThat(granted.count()).isEqualTo(3);
        guest.port.submit(new ChannelOrder.OpenSubchannels(3));
        settle();
        assertThat(search.look()).hasSize(3);
        assertThat(search.complete()).isTrue();
        guest.port.submit(ChannelOrder.Spread.of(new byte[] {0, 1, 2, 3}));
        turnGuest();

        int sent = 0;
        List<Integer> outward = new ArrayList<>();
        List<Integer> inward = new ArrayList<>();
        for (int flow = 0; flow < 200; flow++) {
            send(udp(PEER, MAC, flow));
            wire.far().send(udp(MAC, PEER, flow));
            sent++;
            settle();
            receive(guest.port, inward);
            settle();
            receive(wire.far(), outward);
        }

        assertThat(outward).hasSize(sent);
        assertThat(inward).hasSize(sent);
        assertThat(device.subchannels()).hasSize(3)
                .allMatch(each -> each.outbound().writeIndex() > 0 && each.inbound().writeIndex() > 0);
        assertThat(guest.port.counters().sectionsWithHost()).isZero();
        assertThat(guest.complaints).isEmpty();
        assertThat(host.counters().violations()).isZero();
    }

    /** An empty datagram between two ports that make a flow of its own. */
    private static byte[] udp(MacAddress to, MacAddress from, int flow) {
        return ByteBuffer.allocate(60).put(to.octets()).put(from.octets()).putShort((short) 0x0800)
                .putShort((short) 0x4500).putShort((short) 28).putInt(0).putShort((short) 0x4011).putShort((short) 0)
                .putInt(0x0a000001).putInt(0x0a000002).putShort((short) (1000 + flow)).putShort((short) 53).array();
    }

    @Test
    void switchesTheDataPath() {
        guest.handshake();
        host.submit(new HostCommand.VfAssociation(true, 2));
        settle();

        guest.ask(new NvspMessage.SwitchDataPath(DataPath.VF));

        assertThat(host.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void signalsAHostThatWaitsThroughTheMonitorPage() {
        hardware.unmaskHost();
        guest.port.submit(new ChannelOrder.SendMessage(1, true, new byte[28]));
        assertThat(UnsafeApi.getInt(hardware.monitorPage + 16)).isZero();

        guest.port.poll(nowNs);

        assertThat(UnsafeApi.getInt(hardware.monitorPage + 16)).isEqualTo(1 << 5);
        assertThat(hardware.written()).isEmpty();
    }

    @Test
    void leavesTheRingsAloneOnceTheChannelIsGone() {
        guest.handshake();
        host.submit(new HostCommand.Rescind());
        settle();
        hardware.corruptInbound();
        hardware.unmaskHost();
        guest.port.submit(new ChannelOrder.SendMessage(99, false, new byte[28]));

        guest.port.poll(nowNs);

        assertThat(guest.port.health()).isEqualTo(Port.Health.FAILED);
        assertThat(guest.port.deadlineNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(guest.port.fileDescriptor()).isEqualTo(-1);
        assertThat(guest.complaints).isEmpty();
    }

    @Test
    void givesItsMemoryUpWhenTheHostTakesTheChannelBack() {
        guest.handshake();
        host.submit(new HostCommand.Rescind());

        settle();

        assertThat(heard).containsExactly("the kernel says so", "rescinded");
        guest.port.close();
        assertThat(heard).endsWith("closed");
        assertThat(guest.port.poll(nowNs)).isZero();
    }

    @Test
    void isNotWokenForARingThatItReadsNoMore() {
        hardware.corruptInbound();
        hardware.interrupt(false);
        assertThat(guest.port.fileDescriptor()).isEqualTo(device.interruptDescriptor());

        guest.port.poll(nowNs);

        assertThat(guest.complaints).hasSize(1);
        assertThat(guest.port.fileDescriptor()).isEqualTo(-1);
        guest.port.descriptors(fd -> guest.complaints.add("waits"));
        assertThat(guest.complaints).hasSize(1);
    }

    @Test
    void isSeenToCloseByTheHost() {
        guest.handshake();

        guest.port.close();
        host.poll(nowNs);

        assertThat(host.status().open()).isFalse();
        assertThat(heard).containsExactly("closed");
    }

    private final class Offers implements HostListener {
        @Override
        public void offered(VmbusDevice offered) {
            assertThat(offered).isSameAs(hardware.host);
        }

        @Override
        public void rescinded() {
            heard.add("the kernel says so");
            hardware.rescind();
        }
    }

    private final class Ends implements UioListener {
        @Override
        public void rescinded() {
            heard.add("rescinded");
        }

        @Override
        public void closed() {
            heard.add("closed");
        }
    }
}
