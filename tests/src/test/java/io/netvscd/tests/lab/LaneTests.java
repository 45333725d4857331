package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.replay.cli.ReplayTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What either lane to a VF carries: every sort of frame, whole, valid and once, and through switches too. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class LaneTests {
    private static final int PORT = 4500;
    private static final int SWITCHES = 20;
    private static final int JUMBO_MTU = 9_000;
    private static final int JUMBO_OCTETS = JUMBO_MTU - 28;
    private static final long MUCH_BYTES = 16L << 20;
    private static final String GROUP = "239.77.0.5";

    private final String lane;
    private Lab lab;
    private DaemonProcess daemon;

    LaneTests(String lane) {
        this.lane = lane;
    }

    @BeforeEach
    void begin() throws Exception {
        lab = Lab.create("lane-" + lane);
        daemon = DaemonProcess.startOnLane(lab, lane);
        lab.configureNic();
        lab.plugVf();
        daemon.awaitPath("vf");
    }

    @AfterEach
    void remove() throws Exception {
        if (daemon != null) {
            daemon.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void statusNamesTheLane() throws Exception {
        JsonNode told = daemon.nic().path("lane");
        assertThat(told.path("vf").asText()).isEqualTo(lane);
        assertThat(told.path("reason").asText()).isNotEmpty();
        assertThat(daemon.cli("status").out()).contains("lane to a VF: " + lane);
    }

    @Test
    void connectionsBothWaysOutliveTwentySwitchesAndTheJournalReplays() throws Exception {
        TcpTransfer in = TcpTransfer.paced(lab.client(), lab.guest(), Lab.GUEST);
        TcpTransfer out = TcpTransfer.fast(lab.guest(), lab.client(), Lab.CLIENT6);
        int serial = lab.guest().call(() -> Libc.ifindex(Lab.VF));
        for (int i = 0; i < SWITCHES; i += 2) {
            associate(false, serial, "synthetic");
            in.awaitProgress();
            out.awaitProgress();
            associate(true, serial, "vf");
            in.awaitProgress();
            out.awaitProgress();
        }
        assertThat(in.finish()).isPositive();
        assertThat(out.finish()).isPositive();
        assertThat(daemon.stop()).isZero();
        StringWriter told = new StringWriter();
        int replayed = ReplayTool.run(new PrintWriter(told), new PrintWriter(told), "replay", daemon.journal().toString());
        assertThat(replayed).as("%s", told).isZero();
    }

    private void associate(boolean allocated, int serial, String path) throws Exception {
        DaemonProcess.Output answer = daemon.cli(
                "host", Lab.NIC, "vf-association", "allocated=" + allocated, "serial=" + serial);
        assertThat(answer.exit()).as(answer.err()).isZero();
        daemon.awaitPath(path);
    }

    @Test
    void statusCountsWhatTheDeviceCounts() throws Exception {
        JsonNode before = daemon.nic().path("counters").path("vf");
        long sent = statistic("tx_packets");
        long received = statistic("rx_packets");
        assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, 100, 150)).isEqualTo(150);
        assertThat(datagrams(lab.client(), lab.guest(), Lab.GUEST, 100, 120)).isEqualTo(120);
        Await.until("both count the same", () -> {
            JsonNode now = daemon.nic().path("counters").path("vf");
            long lacking = statistic("tx_packets") - sent - (now.path("txFrames").asLong() - before.path("txFrames").asLong());
            long lackingToo = statistic("rx_packets") - received
                    - (now.path("rxFrames").asLong() - before.path("rxFrames").asLong());
            return Math.abs(lacking) + Math.abs(lackingToo);
        }, difference -> difference == 0);
        assertThat(statistic("tx_packets") - sent).isGreaterThanOrEqualTo(150);
    }

    private long statistic(String name) throws Exception {
        return Long.parseLong(lab.guest().command("cat", "/sys/class/net/" + Lab.VF + "/statistics/" + name).strip());
    }

    @Test
    void framesOfEveryLengthArrive() throws Exception {
        for (int octets : new int[] {0, 1, 18, 19, 1_000, 1_472}) {
            assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, octets, 5)).as("%d octets out", octets).isEqualTo(5);
            assertThat(datagrams(lab.client(), lab.guest(), Lab.GUEST, octets, 5)).as("%d octets in", octets).isEqualTo(5);
        }
    }

    @Test
    void jumboFramesArriveWhole() throws Exception {
        for (String port : List.of(Lab.UPLINK_PORT, Lab.VF_PORT, "pc0", "br0")) {
            lab.fabric().ip("link set " + port + " mtu " + JUMBO_MTU);
        }
        lab.client().ip("link set c0 mtu " + JUMBO_MTU);
        lab.guest().ip("link set " + Lab.UPLINK + " mtu " + JUMBO_MTU);
        lab.guest().ip("link set " + Lab.NIC + " mtu " + JUMBO_MTU);
        daemon.await("the VF follows", nic -> nic.path("mtu").asInt() == JUMBO_MTU);
        Await.until("the VF's MTU", () -> lab.guest().ip("link show " + Lab.VF), text -> text.contains("mtu " + JUMBO_MTU));
        daemon.awaitPath("vf");
        assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, JUMBO_OCTETS, 10)).isEqualTo(10);
        assertThat(datagrams(lab.client(), lab.guest(), Lab.GUEST, JUMBO_OCTETS, 10)).isEqualTo(10);
    }

    @Test
    void taggedFramesKeepTheirTag() throws Exception {
        MacAddress guest = MacAddress.parse(Lab.MAC);
        MacAddress client = MacAddress.parse(Lab.CLIENT_MAC);
        long before = daemon.frames("vf");
        assertThat(RawFrames.tagged(lab.guest(), Lab.NIC, lab.client(), "c0", guest, client, 7, 20)).isEqualTo(20);
        assertThat(RawFrames.tagged(lab.client(), "c0", lab.guest(), Lab.NIC, client, guest, 7, 20)).isEqualTo(20);
        assertThat(daemon.frames("vf")).isGreaterThanOrEqualTo(before + 40);
    }

    @Test
    void groupsAreHeardOnce() throws Exception {
        assertThat(datagrams(lab.client(), lab.guest(), Lab.BROADCAST, 100, 20)).isEqualTo(20);
        assertThat(datagrams(lab.guest(), lab.client(), Lab.BROADCAST, 100, 20)).isEqualTo(20);
        assertThat(multicast(lab.client(), "c0", lab.guest(), Lab.NIC, 20)).isEqualTo(20);
        assertThat(multicast(lab.guest(), Lab.NIC, lab.client(), "c0", 20)).isEqualTo(20);
    }

    @Test
    void whatWasLeftToTheDeviceIsDoneWhereTheDeviceDoesNothing() throws Exception {
        lab.guest().command("ethtool", "-K", Lab.VF, "tx", "off", "tso", "off", "gso", "off");
        lab.client().command("ethtool", "-K", "c0", "tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off");
        much(lab.guest(), lab.client(), Lab.CLIENT);
        much(lab.guest(), lab.client(), Lab.CLIENT6);
        much(lab.client(), lab.guest(), Lab.GUEST);
        assertThat(lab.client().command("cat", "/proc/net/snmp")).doesNotContainPattern("InCsumErrors [1-9]");
        assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, 1_400, 50)).isEqualTo(50);
    }

    private static void much(NetworkNamespace from, NetworkNamespace to, String address) throws Exception {
        TcpTransfer transfer = TcpTransfer.fast(from, to, address);
        transfer.awaitProgress(MUCH_BYTES);
        assertThat(transfer.finish()).isGreaterThanOrEqualTo(MUCH_BYTES);
    }

    /** How many of some datagrams of this many octets arrive; one that arrives twice counts twice. */
    private static int datagrams(NetworkNamespace from, NetworkNamespace to, String address, int octets, int count)
            throws Exception {
        DatagramSocket sink = to.call(() -> new DatagramSocket(PORT));
        send(from, new InetSocketAddress(InetAddress.getByName(address), PORT), octets, count);
        return heard(sink, octets);
    }

    private static int multicast(NetworkNamespace from, String fromDevice, NetworkNamespace to, String toDevice, int count)
            throws Exception {
        InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(GROUP), PORT);
        MulticastSocket sink = to.call(() -> {
            MulticastSocket socket = new MulticastSocket(PORT);
            socket.joinGroup(group, NetworkInterface.getByName(toDevice));
            return socket;
        });
        from.run(() -> {
            try (MulticastSocket socket = new MulticastSocket()) {
                socket.setNetworkInterface(NetworkInterface.getByName(fromDevice));
                for (int i = 0; i < count; i++) {
                    socket.send(new DatagramPacket(new byte[100], 100, group));
                }
            }
        });
        return heard(sink, 100);
    }

    private static void send(NetworkNamespace from, InetSocketAddress to, int octets, int count) throws Exception {
        from.run(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setBroadcast(true);
                for (int i = 0; i < count; i++) {
                    socket.send(new DatagramPacket(new byte[octets], octets, to));
                }
            }
        });
    }

    /** What waits at a socket, until it has been silent for a while. */
    private static int heard(DatagramSocket sink, int octets) throws IOException {
        int count = 0;
        try (sink) {
            sink.setSoTimeout(500);
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[JUMBO_MTU], JUMBO_MTU);
                sink.receive(packet);
                count += packet.getLength() == octets ? 1 : 0;
            }
        } catch (SocketTimeoutException silence) {
            return count;
        }
    }
}
