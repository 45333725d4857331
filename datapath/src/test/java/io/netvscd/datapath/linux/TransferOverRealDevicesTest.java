package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.netlink.LinkControl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A guest whose TAP is joined to a veth end by two ports and the loop, and a peer at the other end of the veth: real
 * TCP and UDP, with every offload that the devices have.
 */
@Timeout(60)
class TransferOverRealDevicesTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final int BYTES = 32 << 20;
    private static final int PORT = 5001;

    private NetworkNamespace guest;
    private NetworkNamespace peer;
    private TapPort tap;
    private PacketPort v0;
    private DatapathLoop loop;
    private Wire wire;

    @BeforeEach
    void makeGuestAndPeer() throws Exception {
        guest = NetworkNamespace.create("guest");
        peer = NetworkNamespace.create("peer");
        guest.ip("link add v0 address " + MAC + " type veth peer name p0 netns " + peer.name());
        guest.run(() -> {
            try (LinkControl control = LinkControl.open()) {
                control.hideIngress(Libc.ifindex("v0"));
            }
        });
        guest.ip("link set v0 up");
        peer.ip("link set p0 up");
        peer.ip("addr add 10.9.0.2/24 dev p0");
        tap = guest.call(() -> TapPort.open(new TapSettings("t0", MAC, false, TapOffload.UDP_SEGMENTATION)));
        guest.up("v0");
        guest.ip("link set t0 up");
        guest.ip("addr add 10.9.0.1/24 dev t0");
        v0 = guest.call(() -> PacketPort.open(PacketSettings.of("v0", Libc.ifindex("v0"))));
        wire = new Wire(tap, v0);
        loop = new DatapathLoop("loop", DatapathLoop.DEFAULT_SPIN_NS, (pollable, fault) -> fault.printStackTrace())
                .start();
        loop.add(wire).join();
    }

    @AfterEach
    void removeGuestAndPeer() throws Exception {
        if (loop != null) {
            loop.close();
            tap.close();
            v0.close();
        }
        if (guest != null) {
            guest.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void tcpFromTheGuestArrivesIntactInLargeSegments() throws Exception {
        assertThat(transfer(guest, peer, "10.9.0.2")).isEqualTo(checksum());
        assertThat(wire.largeToRight()).isPositive();
        assertThat(wire.unfinishedChecksums()).isPositive();
    }

    @Test
    void tcpToTheGuestArrivesIntactInLargeSegments() throws Exception {
        assertThat(transfer(peer, guest, "10.9.0.1")).isEqualTo(checksum());
        assertThat(wire.largeToLeft()).isPositive();
        assertThat(wire.unfinishedChecksums()).isPositive();
    }

    @Test
    void datagramsWithUnfinishedChecksumsAreTakenByTheReceiver() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        CompletableFuture<Void> bound = new CompletableFuture<>();
        guest.start(() -> {
            try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("10.9.0.1", PORT))) {
                bound.complete(null);
                ByteBuffer text = ByteBuffer.allocate(100);
                channel.receive(text);
                return received.complete(new String(text.array(), 0, text.position(), "US-ASCII"));
            }
        });
        bound.join();
        peer.run(() -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.wrap("over the VF".getBytes("US-ASCII")),
                        new InetSocketAddress("10.9.0.1", PORT));
            }
        });
        assertThat(received.join()).isEqualTo("over the VF");
        assertThat(guest.command("cat", "/proc/net/snmp")).containsPattern("Udp: \\d+ \\d+ 0 \\d+ \\d+ \\d+ 0 ");
    }

    private static long transfer(NetworkNamespace from, NetworkNamespace to, String address) throws Exception {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        CompletableFuture<Long> received = to.start(() -> {
            try (ServerSocket server = new ServerSocket(PORT, 1, InetAddress.getByName(address))) {
                listening.complete(null);
                try (Socket connection = server.accept()) {
                    return checksum(connection.getInputStream());
                }
            }
        });
        listening.join();
        from.run(() -> {
            try (Socket connection = new Socket(address, PORT)) {
                connection.getOutputStream().write(octets());
            }
        });
        return received.get();
    }

    private static byte[] octets() {
        byte[] octets = new byte[BYTES];
        new Random(7).nextBytes(octets);
        return octets;
    }

    private static long checksum() {
        CRC32C crc = new CRC32C();
        crc.update(octets());
        return crc.getValue();
    }

    private static long checksum(InputStream in) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            crc.update(buffer, 0, read);
        }
        return crc.getValue();
    }
}
