package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The monitor in a namespace of its own, with a made-up sysfs. */
@Timeout(60)
class LinkMonitorTest {
    @TempDir
    Path sysfs;

    private final RecordingListener heard = new RecordingListener();
    private NetworkNamespace namespace;
    private LinkMonitor monitor;

    @BeforeEach
    void listen() throws Exception {
        namespace = NetworkNamespace.create("monitor");
        monitor = namespace.call(() -> LinkMonitor.open(sysfs, heard)).start();
    }

    @AfterEach
    void stopListening() throws Exception {
        if (monitor != null) {
            monitor.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void hearsTheLifeOfADevice() throws Exception {
        namespace.ip("link add v0 address 00:15:5d:0a:00:01 type veth peer name p0");
        LinkMessage added = heard.await(link -> link.name().equals("v0"));
        assertThat(added.mac()).hasToString("00:15:5d:0a:00:01");
        assertThat(added.kind()).isEqualTo("veth");
        assertThat(added.up()).isFalse();

        namespace.ip("link set v0 name vf0");
        assertThat(heard.await(link -> link.name().equals("vf0")).ifindex()).isEqualTo(added.ifindex());
        namespace.ip("link set vf0 up");
        heard.await(link -> link.name().equals("vf0") && link.up() && !link.carrier());
        namespace.ip("link set p0 up");
        heard.await(link -> link.name().equals("vf0") && link.carrier());
        namespace.ip("link set vf0 mtu 9000");
        heard.await(link -> link.name().equals("vf0") && link.mtu() == 9000);
        namespace.ip("link set vf0 promisc on");
        heard.await(link -> link.name().equals("vf0") && link.promiscuous());
        namespace.ip("link set p0 down");
        heard.await(link -> link.name().equals("vf0") && link.up() && !link.carrier());
        namespace.ip("link del vf0");
        heard.awaitText("gone " + added.ifindex() + " vf0");
    }

    @Test
    void hearsAddressesComeAndGo() throws Exception {
        namespace.ip("link add v0 type veth peer name p0");
        int ifindex = heard.await(link -> link.name().equals("v0")).ifindex();
        namespace.ip("addr add 10.7.0.1/24 dev v0");
        heard.awaitText("address " + ifindex + " 10.7.0.1/24");
        namespace.ip("addr del 10.7.0.1/24 dev v0");
        heard.awaitText("no address " + ifindex + " 10.7.0.1/24");
    }

    @Test
    void answersADumpWithEveryDeviceAndThenItsAddresses() throws Exception {
        namespace.ip("link add v0 type veth peer name p0");
        namespace.ip("addr add 10.7.0.1/24 dev v0");
        heard.awaitText("address " + namespace.call(() -> Libc.ifindex("v0")) + " 10.7.0.1/24");
        heard.forget();
        monitor.dump();
        List<LinkMessage> links = heard.awaitDump();
        assertThat(links).extracting(LinkMessage::name).contains("lo", "v0", "p0");
        heard.awaitText("address " + namespace.call(() -> Libc.ifindex("v0")) + " 10.7.0.1/24");
    }

    @Test
    void answersEveryDumpAskedForAfterTheLastAnswer() {
        for (int i = 0; i < 50; i++) {
            monitor.dump();
            assertThat(heard.awaitDump()).isNotEmpty();
        }
    }

    @Test
    void tellsOfAnOverrunAndTheDumpAfterItIsTrue() throws Exception {
        monitor.close();
        monitor = namespace.call(() -> LinkMonitor.open(sysfs, 4096, heard));
        for (int i = 0; i < 40; i++) {
            namespace.ip("link add v" + i + " type veth peer name p" + i);
        }
        monitor.start();
        heard.awaitText("overrun");
        monitor.dump();
        Predicate<String> vethEnd = name -> name.matches("[vp]\\d+");
        assertThat(heard.awaitDump()).extracting(LinkMessage::name).filteredOn(vethEnd).hasSize(80);
    }

    @Test
    void hearsPciFunctionsComeAndGoWithTheirSlot() throws Exception {
        Path slot = Files.createDirectories(sysfs.resolve("bus/pci/slots/2"));
        Files.writeString(slot.resolve("address"), "0002:00:02\n");
        pciEvent("add", "0002:00:02.0", "PCI_CLASS=20000");
        heard.awaitText("pci 0002:00:02.0 slot 2");
        pciEvent("add", "0004:00:02.0", "PCI_CLASS=20700");
        pciEvent("add", "0003:00:02.0", "PCI_CLASS=20000");
        heard.awaitText("pci 0003:00:02.0 slot ");
        pciEvent("remove", "0002:00:02.0", "PCI_CLASS=20000");
        heard.awaitText("no pci 0002:00:02.0");
        assertThat(heard.texts()).as("an InfiniBand function").noneMatch(text -> text.contains("0004:00:02.0"));
    }

    @Test
    void hearsThatAFunctionIsLosingItsDriverOrHasAnError() throws Exception {
        pciEvent("unbind", "0002:00:02.0", "DRIVER=mlx5_core");
        heard.awaitText("no driver 0002:00:02.0");
        pciEvent("offline", "0003:00:02.0", "PCI_CLASS=20000");
        heard.awaitText("no driver 0003:00:02.0");
        pciEvent("change", "0002:00:02.0", "ERROR_EVENT=BEGIN_RECOVERY");
        heard.awaitText("RECOVERING 0002:00:02.0");
        pciEvent("change", "0002:00:02.0", "ERROR_EVENT=SUCCESSFUL_RECOVERY");
        heard.awaitText("RECOVERED 0002:00:02.0");
        pciEvent("change", "0002:00:02.0", "RESET=1");
        pciEvent("change", "0002:00:02.0", "ERROR_EVENT=FAILED_RECOVERY");
        heard.awaitText("FAILED 0002:00:02.0");
    }

    @Test
    void listsTheFunctionsOfTheBusWithEachDump() throws Exception {
        Path function = Files.createDirectories(sysfs.resolve("bus/pci/devices/0002:00:02.0"));
        Files.writeString(function.resolve("class"), "0x020000\n");
        monitor.dump();
        heard.awaitText("functions [BusFunction[pciAddress=0002:00:02.0, slot=]]");
    }

    private void pciEvent(String action, String address, String property) throws Exception {
        inject(action + "@/devices/pci" + address.substring(0, 7) + "/" + address + "\0ACTION=" + action
                + "\0SUBSYSTEM=pci\0PCI_SLOT_NAME=" + address + "\0" + property + "\0");
    }

    /** Has the kernel pass a uevent on in this namespace, which it does for a message that is sent to it. */
    private void inject(String text) throws Exception {
        namespace.run(() -> {
            try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.KOBJECT_UEVENT, 0, 4096)) {
                byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
                byte[] header = new NetlinkRequest(16, 0).encode(1);
                byte[] datagram = new byte[header.length + octets.length];
                System.arraycopy(header, 0, datagram, 0, header.length);
                System.arraycopy(octets, 0, datagram, header.length, octets.length);
                datagram[0] = (byte) datagram.length;
                socket.send(datagram);
            }
        });
    }

    @Test
    void hearsOfRoutesRulesAndQueueingDisciplinesThatSomebodySetsUp() throws Exception {
        namespace.ip("link add v0 type veth peer name p0");
        namespace.command("sysctl", "-qw", "net.ipv6.conf.v0.disable_ipv6=0");
        namespace.up("p0", "v0");
        namespace.ip("addr add 10.7.0.1/24 dev v0");
        int ifindex = namespace.call(() -> Libc.ifindex("v0"));
        namespace.ip("route add 10.8.0.0/16 dev v0");
        heard.awaitText("used " + ifindex + " route 10.8.0.0/16");
        namespace.ip("route add default via 10.7.0.2");
        heard.awaitText("used " + ifindex + " route default");
        namespace.ip("-6 route add fd08::/64 dev v0");
        heard.awaitText("used " + ifindex + " route fd08:0:0:0:0:0:0:0/64");
        namespace.command("tc", "qdisc", "add", "dev", "v0", "root", "tbf", "rate", "1mbit", "burst", "32k", "limit", "1m");
        heard.awaitText("used " + ifindex + " qdisc tbf");
        namespace.command("tc", "qdisc", "add", "dev", "v0", "clsact");
        namespace.command("tc", "filter", "add", "dev", "v0", "ingress", "pref", "5", "bpf", "da", "bytecode", "1,6 0 0 0");
        heard.awaitText("used " + ifindex + " filter bpf pref 5 at ingress");
        namespace.command("tc", "filter", "del", "dev", "v0", "ingress", "pref", "5");
        heard.awaitText("not used " + ifindex + " filter bpf pref 5 at ingress");
        namespace.ip("route del 10.8.0.0/16 dev v0");
        heard.awaitText("not used " + ifindex + " route 10.8.0.0/16");
        assertThat(heard.texts()).as("what the kernel makes for an address, and a place for rules")
                .noneMatch(text -> text.contains("route 10.7.0.0/24") || text.contains("clsact"));
    }

    @Test
    void hearsThatAnXdpProgramIsAttachedAndTakenOff() throws Exception {
        namespace.ip("link add v0 type veth peer name p0");
        namespace.up("p0", "v0");
        XdpProgram program = XdpProgram.dropEverything(namespace, "v0");
        heard.await(link -> link.name().equals("v0") && link.program());
        program.close();
        heard.await(link -> link.name().equals("v0") && !link.program());
    }

    @Test
    void hearsNothingOfRulesOfOurs() throws Exception {
        namespace.ip("link add v0 type veth peer name p0");
        int ifindex = namespace.call(() -> Libc.ifindex("v0"));
        try (LinkControl control = namespace.call(LinkControl::open)) {
            control.hideIngress(ifindex);
            control.showIngress(ifindex);
        }
        namespace.ip("link del v0");
        heard.awaitText("gone " + ifindex + " v0");
        assertThat(heard.texts()).noneMatch(text -> text.contains("used " + ifindex));
    }

    @Test
    void goesOnWhenAListenerIsSlowAndManyThingsHappen() throws Exception {
        for (int i = 0; i < 30; i++) {
            namespace.ip("link add v0 type veth peer name p0");
            int ifindex = heard.await(link -> link.name().equals("v0")).ifindex();
            namespace.ip("link del v0");
            heard.awaitText("gone " + ifindex + " v0");
            heard.forget();
        }
    }

    @Test
    void canBeClosedBeforeItWasStarted() throws Exception {
        namespace.call(() -> LinkMonitor.open(sysfs, heard)).close();
    }
}
