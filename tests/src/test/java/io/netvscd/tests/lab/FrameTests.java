package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one way between guest and fabric carries: every sort of frame, whole, valid and once. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class FrameTests {
    private static final int PORT = 4500;
    private static final int JUMBO_MTU = 9_000;
    private static final int JUMBO_OCTETS = JUMBO_MTU - 28;
    private static final long MUCH_BYTES = 16L << 20;
    private static final int PATIENCE_MS = 10_000;
    private static final int SILENCE_MS = 300;
    private static final String GROUP = "239.77.0.5";

    private final String path;
    private final String device;
    private Lab lab;
    private DaemonProcess daemon;

    /**
     * @param path   which all frames are to take
     * @param device of the guest at which that path ends
     */
    FrameTests(String path, String device) {
        this.path = path;
        this.device = device;
    }

    abstract DaemonProcess start(Lab lab) throws Exception;

    Lab lab() {
        return lab;
    }

    DaemonProcess daemon() {
        return daemon;
    }

    @BeforeEach
    void begin() throws Exception {
        lab = Lab.create("frames-" + path);
        daemon = start(lab);
        lab.configureNic();
        if (device.equals(Lab.VF)) {
            lab.plugVf();
        }
        daemon.awaitPath(path);
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
    void framesOfEveryLengthArrive() throws Exception {
        long before = daemon.frames(path);
        for (int octets : new int[] {0, 1, 18, 19, 1_000, 1_472}) {
            assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, octets, 5)).as("%d octets out", octets).isEqualTo(5);
            assertThat(datagrams(lab.client(), lab.guest(), Lab.GUEST, octets, 5)).as("%d octets in", octets).isEqualTo(5);
        }
        for (int octets : new int[] {0, 1_452}) {
            assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT6, octets, 5)).as("%d octets out", octets).isEqualTo(5);
            assertThat(datagrams(lab.client(), lab.guest(), Lab.GUEST6, octets, 5)).as("%d octets in", octets).isEqualTo(5);
        }
        assertThat(daemon.frames(path)).isGreaterThanOrEqualTo(before + 80);
    }

    @Test
    void jumboFramesArriveWhole() throws Exception {
        for (String port : lab.fabricPorts()) {
            lab.fabric().ip("link set " + port + " mtu " + JUMBO_MTU);
        }
        lab.client().ip("link set c0 mtu " + JUMBO_MTU);
        lab.guest().ip("link set " + Lab.UPLINK + " mtu " + JUMBO_MTU);
        lab.guest().ip("link set " + Lab.NIC + " mtu " + JUMBO_MTU);
        daemon.await("the NIC's MTU", nic -> nic.path("mtu").asInt() == JUMBO_MTU);
        Await.until("the MTU of " + device, () -> lab.guest().ip("link show " + device), text -> text.contains("mtu " + JUMBO_MTU));
        daemon.awaitPath(path);
        awaitHeard(lab.guest(), lab.client(), Lab.CLIENT, JUMBO_OCTETS);
        awaitHeard(lab.client(), lab.guest(), Lab.GUEST, JUMBO_OCTETS);
        assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, JUMBO_OCTETS, 10)).isEqualTo(10);
        assertThat(datagrams(lab.client(), lab.guest(), Lab.GUEST, JUMBO_OCTETS, 10)).isEqualTo(10);
    }

    @Test
    void taggedFramesKeepTheirTag() throws Exception {
        MacAddress guest = MacAddress.parse(Lab.MAC);
        MacAddress client = MacAddress.parse(Lab.CLIENT_MAC);
        long before = daemon.frames(path);
        assertThat(RawFrames.tagged(lab.guest(), Lab.NIC, lab.client(), "c0", guest, client, 7, 20)).isEqualTo(20);
        assertThat(RawFrames.tagged(lab.client(), "c0", lab.guest(), Lab.NIC, client, guest, 7, 20)).isEqualTo(20);
        assertThat(daemon.frames(path)).isGreaterThanOrEqualTo(before + 40);
    }

    @Test
    void groupsAreHeardOnce() throws Exception {
        // While guest and host are not yet of one mind about the path, frames for everybody count on neither.
        awaitHeard(lab.client(), lab.guest(), Lab.BROADCAST, 100);
        assertThat(datagrams(lab.client(), lab.guest(), Lab.BROADCAST, 100, 20)).isEqualTo(20);
        assertThat(datagrams(lab.guest(), lab.client(), Lab.BROADCAST, 100, 20)).isEqualTo(20);
        assertThat(multicast(lab.client(), "c0", lab.guest(), Lab.NIC, 20)).isEqualTo(20);
        assertThat(multicast(lab.guest(), Lab.NIC, lab.client(), "c0", 20)).isEqualTo(20);
    }

    /** Sends one datagram after the other until one arrives. */
    private static void awaitHeard(NetworkNamespace from, NetworkNamespace to, String address, int octets) throws Exception {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(address), PORT);
        Await.until("a datagram of " + octets + " octets that arrives", () -> {
            DatagramSocket sink = to.call(() -> new DatagramSocket(PORT));
            send(from, target, octets, 1);
            return heard(sink, octets, 0);
        }, count -> count > 0);
    }

    @Test
    void whatWasLeftToTheDeviceIsDoneWhereTheDeviceDoesNothing() throws Exception {
        lab.guest().command("ethtool", "-K", device, "tx", "off", "tso", "off", "gso", "off");
        much(lab.client(), lab.guest(), Lab.GUEST);
        much(lab.client(), lab.guest(), Lab.GUEST6);
        lab.client().command("ethtool", "-K", "c0", "tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off");
        much(lab.guest(), lab.client(), Lab.CLIENT);
        much(lab.guest(), lab.client(), Lab.CLIENT6);
        much(lab.client(), lab.guest(), Lab.GUEST);
        assertThat(lab.checksumErrors()).isZero();
        assertThat(datagrams(lab.guest(), lab.client(), Lab.CLIENT, 1_400, 50)).isEqualTo(50);
    }

    private static void much(NetworkNamespace from, NetworkNamespace to, String address) throws Exception {
        TcpTransfer transfer = TcpTransfer.fast(from, to, address);
        transfer.awaitProgress(MUCH_BYTES);
        assertThat(transfer.finish()).isGreaterThanOrEqualTo(MUCH_BYTES);
    }

    /** How many of some datagrams of this many octets arrive; one that arrives twice counts twice. */
    static int datagrams(NetworkNamespace from, NetworkNamespace to, String address, int octets, int count)
            throws Exception {
        DatagramSocket sink = to.call(() -> new DatagramSocket(PORT));
        send(from, new InetSocketAddress(InetAddress.getByName(address), PORT), octets, count);
        return heard(sink, octets, count);
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
        return heard(sink, 100, count);
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

    /** What comes to a socket: what was sent, however long that takes, and then until it has been silent for a while. */
    private static int heard(DatagramSocket sink, int octets, int sent) throws IOException {
        int count = 0;
        try (sink) {
            while (true) {
                sink.setSoTimeout(count < sent ? PATIENCE_MS : SILENCE_MS);
                DatagramPacket packet = new DatagramPacket(new byte[JUMBO_MTU], JUMBO_MTU);
                sink.receive(packet);
                count += packet.getLength() == octets ? 1 : 0;
            }
        } catch (SocketTimeoutException silence) {
            return count;
        }
    }
}
