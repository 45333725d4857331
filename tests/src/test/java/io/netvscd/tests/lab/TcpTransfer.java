package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One TCP connection that carries octets until it is told to stop, and their SHA-256 at both ends. */
final class TcpTransfer {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int PATTERN_BYTES = 1 << 20;
    private static final long SOME_BYTES = 4 * CHUNK_BYTES;

    private final AtomicLong received = new AtomicLong();
    private final CompletableFuture<byte[]> receiver;
    private final CompletableFuture<byte[]> sender;
    private final long pauseNs;
    private volatile boolean stopped;

    private TcpTransfer(NetworkNamespace from, NetworkNamespace to, String address, long pauseNs) {
        this.pauseNs = pauseNs;
        CompletableFuture<Integer> port = new CompletableFuture<>();
        receiver = to.start(() -> receive(address, port));
        sender = from.start(() -> send(address, port.join()));
    }

    /** Begins at a pace that leaves the machine to others. */
    static TcpTransfer paced(NetworkNamespace from, NetworkNamespace to, String address) {
        return new TcpTransfer(from, to, address, 2_000_000);
    }

    /** Begins as fast as it goes. */
    static TcpTransfer fast(NetworkNamespace from, NetworkNamespace to, String address) {
        return new TcpTransfer(from, to, address, 0);
    }

    private byte[] receive(String address, CompletableFuture<Integer> port) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            port.complete(server.getLocalPort());
            try (Socket connection = server.accept(); InputStream in = connection.getInputStream()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                byte[] buffer = new byte[CHUNK_BYTES];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    received.addAndGet(read);
                }
                return digest.digest();
            }
        } catch (Exception failed) {
            port.completeExceptionally(failed);
            throw failed;
        }
    }

    private byte[] send(String address, int port) throws Exception {
        byte[] pattern = new byte[PATTERN_BYTES + CHUNK_BYTES];
        Random random = new Random(7);
        random.nextBytes(pattern);
        try (Socket connection = new Socket(address, port); OutputStream out = connection.getOutputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            while (!stopped) {
                int offset = random.nextInt(PATTERN_BYTES);
                digest.update(pattern, offset, CHUNK_BYTES);
                out.write(pattern, offset, CHUNK_BYTES);
                LockSupport.parkNanos(pauseNs);
            }
            return digest.digest();
        }
    }

    /** Waits until it has got on by a good piece: the connection lives, and on the path that is in use now. */
    void awaitProgress() throws Exception {
        awaitProgress(SOME_BYTES);
    }

    void awaitProgress(long bytes) throws Exception {
        long before = received.get();
        Await.until("the TCP connection gets on", this::progress, now -> now - before >= bytes);
    }

    private long progress() {
        assertThat(receiver).as("the receiving end").isNotCompletedExceptionally();
        assertThat(sender).as("the sending end").isNotCompletedExceptionally();
        return received.get();
    }

    /** Ends it; what was received must be what was sent. Returns the octets that went over. */
    long finish() {
        stopped = true;
        assertThat(sender.join()).as("SHA-256 of what was sent").isEqualTo(receiver.join());
        return received.get();
    }
}
