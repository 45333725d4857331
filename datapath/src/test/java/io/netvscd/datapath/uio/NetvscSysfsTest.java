package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetvscSysfsTest {
    @TempDir
    private Path root;

    private FakeKernel kernel;
    private NetvscSysfs sysfs;

    @BeforeEach
    void boot() throws IOException {
        kernel = FakeKernel.modern(root);
        sysfs = kernel.sysfs();
    }

    private NetvscDevice bound() throws IOException {
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), BindingRecord.Holder.COMMAND);
        return kernel.device(FakeKernel.ETH0);
    }

    @Test
    void listsNetworkDevicesAlone() throws IOException {
        assertThat(sysfs.instances()).containsExactly(FakeKernel.ETH1, FakeKernel.ETH0);
    }

    @Test
    void findsADeviceByGuidInEitherCaseByMacAndByInterface() throws IOException {
        NetvscDevice eth0 = sysfs.byInstance(FakeKernel.ETH0.toUpperCase(Locale.ROOT));

        assertThat(eth0.instance()).isEqualTo(FakeKernel.ETH0);
        assertThat(eth0.relid()).isEqualTo(21);
        assertThat(eth0.monitorId()).isEqualTo(37);
        assertThat(eth0.driver()).isEqualTo("hv_netvsc");
        assertThat(eth0.netdev()).isEqualTo("eth0");
        assertThat(eth0.mac()).contains(MacAddress.parse(FakeKernel.MAC0));
        assertThat(eth0.uio()).isEmpty();
        assertThat(sysfs.byMac(MacAddress.parse(FakeKernel.MAC0))).isEqualTo(eth0);
        assertThat(sysfs.byInterface("eth0")).isEqualTo(eth0);
    }

    @Test
    void knowsAChannelThatIsNotMonitored() throws IOException {
        assertThat(sysfs.byInterface("eth1").monitorId()).isEqualTo(NetvscDevice.NO_MONITOR);
        FakeKernel.put(kernel.devices().resolve(FakeKernel.ETH1).resolve("monitor_id"), "255");
        assertThat(sysfs.byInterface("eth1").monitorId()).isEqualTo(NetvscDevice.NO_MONITOR);
    }

    @Test
    void saysWhichDevicesThereAreWhenNoneMatches() {
        String all = FakeKernel.ETH1 + " (eth1), " + FakeKernel.ETH0 + " (eth0)";
        assertThatThrownBy(() -> sysfs.byInterface("eth7"))
                .isInstanceOf(NetvscNotFound.class)
                .hasMessageContaining("there is no interface eth7").hasMessageEndingWith(all);
        assertThatThrownBy(() -> sysfs.byInterface("lo")).hasMessageContaining("lo is not a Hyper-V network device");
        assertThatThrownBy(() -> sysfs.byInterface("../eth0")).isInstanceOf(NetvscNotFound.class);
        assertThatThrownBy(() -> sysfs.byMac(MacAddress.parse("00:15:5d:ff:ff:ff"))).hasMessageEndingWith(all);
        assertThatThrownBy(() -> sysfs.byInstance("00000000-0000-8899-0000-000000000000")).hasMessageEndingWith(all);
    }

    @Test
    void saysWhenThisIsNoHyperVGuest() {
        assertThatThrownBy(() -> new NetvscSysfs(root.resolve("proc")).instances())
                .hasMessageContaining("bus/vmbus/devices is not there").hasMessageContaining("no Hyper-V guest");
    }

    @Test
    void readsTheMapsOfABoundDevice() throws IOException {
        NetvscDevice device = bound();

        assertThat(device.uio()).isEqualTo("uio0");
        assertThat(sysfs.layout(device)).isEqualTo(new UioLayout(
                FakeHardware.RING_BYTES, FakeHardware.BUFFER_BYTES, 0xE1E10, FakeHardware.BUFFER_BYTES, 0xE1E11));
    }

    @Test
    void readsAHandleThatIsNegativeAsAnInt() throws IOException {
        NetvscDevice device = bound();
        FakeKernel.put(kernel.maps(FakeKernel.ETH0).resolve("map3/name"), "recv:4294967280");

        assertThat(sysfs.layout(device).receiveGpadl()).isEqualTo(-16);
    }

    @ParameterizedTest
    @CsvSource({
        "map0/name, rings, 'txrx_rings'",
        "map0/size, 0x3000, two equal rings",
        "map0/size, 0x21000, two equal rings",
        "map1/size, 0x0, a number from 0x1000",
        "map1/size, 4096, begins with 0x",
        "map2/name, int_page, 'monitor_page'",
        "map3/name, recv, handle",
        "map3/name, recv:, handle",
        "map3/name, recv:4294967296, handle",
        "map4/name, recv:7, 'send:'",
        "map4/size, 0xffffffffffffffff, a number from 0x1000",
        "map4/addr, here, begins with 0x"
    })
    void refusesAMapThatIsNotWhatTheDriverMakes(String file, String content, String expected) throws IOException {
        NetvscDevice device = bound();
        Path broken = kernel.maps(FakeKernel.ETH0).resolve(file);
        FakeKernel.put(broken, content);

        assertThatThrownBy(() -> sysfs.layout(device))
                .hasMessageContaining(broken.toString()).hasMessageContaining(expected)
                .hasMessageContaining("bind it again");
    }

    @Test
    void saysWhenTheKernelGaveNoReceiveBuffer() throws IOException {
        NetvscDevice device = bound();
        FakeKernel.delete(kernel.maps(FakeKernel.ETH0).resolve("map3"));

        assertThatThrownBy(() -> sysfs.layout(device))
                .hasMessageContaining("map3 is not there").hasMessageContaining("recv buffer");
    }

    @Test
    void saysHowToBindADeviceThatIsNotBound() {
        assertThatThrownBy(() -> sysfs.layout(kernel.device(FakeKernel.ETH0)))
                .hasMessageContaining("bound to hv_netvsc").hasMessageContaining("netvscd bind " + FakeKernel.ETH0);
    }

    @ParameterizedTest
    @CsvSource({"id, 0", "id, 16384", "id, x", "id, -1", "monitor_id, 256", "monitor_id, -1"})
    void refusesIdsThatAreOutOfRange(String file, String content) throws IOException {
        Path broken = kernel.devices().resolve(FakeKernel.ETH0).resolve(file);
        FakeKernel.put(broken, content);

        assertThatThrownBy(() -> sysfs.byInterface("eth0"))
                .hasMessageContaining(broken + " says '" + content + "'").hasMessageContaining("a number from");
    }

    @Test
    void listsSubChannelsByIndex() throws IOException {
        Path channels = kernel.devices().resolve(FakeKernel.ETH0).resolve("channels");
        FakeKernel.put(channels.resolve("34/subchannel_id"), "1");
        FakeKernel.put(channels.resolve("34/monitor_id"), "5");
        FakeKernel.put(channels.resolve("33/subchannel_id"), "2");

        assertThat(sysfs.subChannels(kernel.device(FakeKernel.ETH0))).containsExactly(
                new SubChannel(34, 1, 5, channels.resolve("34/ring"), identity(channels.resolve("34"))),
                new SubChannel(33, 2, NetvscDevice.NO_MONITOR, channels.resolve("33/ring"),
                        identity(channels.resolve("33"))));
    }

    private static Object identity(Path folder) throws IOException {
        return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    }

    @Test
    void refusesAChannelFolderWithoutANumber() throws IOException {
        FakeKernel.put(kernel.devices().resolve(FakeKernel.ETH0).resolve("channels/next/subchannel_id"), "1");

        assertThatThrownBy(() -> sysfs.subChannels(kernel.device(FakeKernel.ETH0)))
                .hasMessageContaining("channels/next");
    }

    @Test
    void passesOverADeviceThatLeavesMeanwhile() throws IOException {
        Files.delete(kernel.devices().resolve(FakeKernel.ETH1).resolve("class_id"));

        assertThat(sysfs.instances()).containsExactly(FakeKernel.ETH0);
    }
}
