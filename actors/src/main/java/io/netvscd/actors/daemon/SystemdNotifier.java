package io.netvscd.actors.daemon;

import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells systemd how the daemon is (sd_notify(3)); does nothing where nobody listens. */
final class SystemdNotifier {
    /** The C functions, as jnr-ffi binds them. */
    public interface Calls {
        int socket(int domain, int type, int protocol);

        int connect(int fd, byte[] address, int bytes);

        long send(int fd, byte[] message, long bytes, int flags);

        int close(int fd);
    }

    /** Bound when systemd is there to be told something. */
    private static final class Libc {
        private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");
    }

    private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int PATH_BYTES_MAX = 108;

    private final String socket;

    /**
     * @param socket what NOTIFY_SOCKET says: a path, or {@code @} and an abstract name; null or empty for nobody
     */
    SystemdNotifier(String socket) {
        this.socket = socket == null ? "" : socket;
    }

    void ready() {
        send("READY=1");
    }

    void stopping() {
        send("STOPPING=1");
    }

    /** The watchdog is content for another period. */
    void alive() {
        send("WATCHDOG=1");
    }

    /**
     * Half the watchdog's period in milliseconds, 0 where there is none; {@code usec} is what WATCHDOG_USEC says, or
     * null.
     */
    static long watchdogMs(String usec) {
        return usec != null && usec.matches("\\d{4,15}") ? Long.parseLong(usec) / 2_000 : 0;
    }

    void status(String text) {
        send("STATUS=" + text.replace('\n', ' '));
    }

    private void send(String message) {
        byte[] name = socket.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > PATH_BYTES_MAX) {
            return;
        }
        byte[] address = new byte[2 + name.length];
        address[0] = AF_UNIX;
        System.arraycopy(name, 0, address, 2, name.length);
        if (name[0] == '@') {
            address[2] = 0;
        }
        Calls calls = Libc.CALLS;
        int fd = calls.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        if (fd < 0 || calls.connect(fd, address, address.length) < 0
                || calls.send(fd, octets, octets.length, 0) != octets.length) {
            LOG.debug("systemd was not told {}", message);
        }
        if (fd >= 0) {
            calls.close(fd);
        }
    }
}
