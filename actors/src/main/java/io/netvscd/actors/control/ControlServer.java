package io.netvscd.actors.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the control socket; each client has a thread of its own, and there are only so many. */
public final class ControlServer implements AutoCloseable {
    /** Clients at once; one more is told so and closed. */
    public static final int CLIENTS_MAX = 32;
    /** Octets in a request line. */
    public static final int REQUEST_BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final Path socket;
    private final ServerSocketChannel listening;
    private final ControlHandler handler;
    private final Set<ControlSession> sessions = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    private ControlServer(Path socket, ServerSocketChannel listening, ControlHandler handler) {
        this.socket = socket;
        this.listening = listening;
        this.handler = handler;
        thread = new Thread(this::accept, "control");
        thread.setDaemon(true);
    }

    /**
     * Begins to listen. A socket file that nobody listens on is replaced.
     *
     * @throws IOException when another daemon listens there, or the folder cannot be used
     */
    public static ControlServer open(Path socket, ControlHandler handler) throws IOException {
        if (socket.toAbsolutePath().getParent() != null) {
            Files.createDirectories(socket.toAbsolutePath().getParent());
        }
        if (Files.exists(socket)) {
            if (answers(socket)) {
                throw new IOException(socket + ": another daemon listens here");
            }
            Files.delete(socket);
        }
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
        } catch (IOException failed) {
            listening.close();
            throw new IOException(socket + ": " + failed.getMessage(), failed);
        }
        ControlServer server = new ControlServer(socket, listening, handler);
        server.thread.start();
        return server;
    }

    private static boolean answers(Path socket) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException refused) {
            return false;
        }
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                ControlSession session = new ControlSession(listening.accept(), handler, sessions::remove);
                if (sessions.size() >= CLIENTS_MAX) {
                    session.refuse("busy: " + CLIENTS_MAX + " clients are connected");
                } else {
                    sessions.add(session);
                    session.start();
                }
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException trouble) {
                LOG.warn("control socket: {}", trouble.getMessage());
            }
        }
    }

    /** Stops listening, drops the clients and removes the socket file. */
    @Override
    public void close() throws IOException {
        listening.close();
        sessions.forEach(ControlSession::close);
        Files.deleteIfExists(socket);
    }
}
