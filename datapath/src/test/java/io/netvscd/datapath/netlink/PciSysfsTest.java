package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PciSysfsTest {
    @TempDir
    Path sysfs;

    private PciSysfs pci;

    @BeforeEach
    void readMadeUpTree() {
        pci = new PciSysfs(sysfs);
    }

    @Test
    void findsTheSlotOfEveryFunctionOfADevice() throws Exception {
        slot("2", "0002:00:02");
        slot("3", "0003:00:02");
        Files.createDirectories(sysfs.resolve("bus/pci/slots/4"));
        assertThat(pci.slotOf("0002:00:02.0")).isEqualTo("2");
        assertThat(pci.slotOf("0003:00:02.1")).isEqualTo("3");
        assertThat(pci.slotOf("0004:00:02.0")).isEmpty();
        assertThat(pci.slotOf("")).isEmpty();
    }

    @Test
    void knowsNoSlotWhereThereIsNoDirectoryOfThem() {
        assertThat(pci.slotOf("0002:00:02.0")).isEmpty();
    }

    @Test
    void findsTheFunctionBehindANetdev() throws Exception {
        netdev("enP2s2", "devices/pci0002:00/0002:00:02.0");
        netdev("eth0", "devices/virtio0");
        assertThat(pci.functionOf("enP2s2")).isEqualTo("0002:00:02.0");
        assertThat(pci.functionOf("eth0")).isEmpty();
        assertThat(pci.functionOf("lo")).isEmpty();
    }

    @Test
    void findsTheEthernetControllersOfTheBus() throws Exception {
        slot("2", "0002:00:02");
        device("0002:00:02.0", "0x020000");
        device("0001:00:00.0", "0x020000");
        device("0003:00:00.0", "0x020700");
        device("0000:00:01.0", "0x060400");
        device("0000:00:02.0", "what");
        assertThat(pci.networkFunctions())
                .containsExactly(new BusFunction("0001:00:00.0", ""), new BusFunction("0002:00:02.0", "2"));
        assertThat(pci.isNetworkFunction("0003:00:00.0")).isFalse();
        assertThat(pci.isNetworkFunction("0009:00:00.0")).isFalse();
    }

    @Test
    void findsNoFunctionsWithoutABus() {
        assertThat(pci.networkFunctions()).isEmpty();
    }

    private void device(String address, String classCode) throws Exception {
        Path device = Files.createDirectories(sysfs.resolve("bus/pci/devices").resolve(address));
        Files.writeString(device.resolve("class"), classCode + "\n");
    }

    private void slot(String name, String address) throws Exception {
        Path slot = Files.createDirectories(sysfs.resolve("bus/pci/slots").resolve(name));
        Files.writeString(slot.resolve("address"), address + "\n");
    }

    private void netdev(String name, String device) throws Exception {
        Path directory = Files.createDirectories(sysfs.resolve("class/net").resolve(name));
        Files.createSymbolicLink(directory.resolve("device"), Files.createDirectories(sysfs.resolve(device)));
    }
}
