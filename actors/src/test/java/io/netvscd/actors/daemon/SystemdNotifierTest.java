package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class SystemdNotifierTest {
    /** A datagram socket, which the JDK has none of. */
    public interface Calls {
        int socket(int domain, int type, int protocol);

        int bind(int fd, byte[] address, int bytes);

        long recv(int fd, byte[] message, long bytes, int flags);

        int close(int fd);
    }

    private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

    @TempDir
    Path folder;

    private int listening;
    private String socket;

    @BeforeEach
    void listen() {
        socket = folder.resolve("notify").toString();
        byte[] name = socket.getBytes(StandardCharsets.UTF_8);
        byte[] address = new byte[2 + name.length];
        address[0] = 1;
        System.arraycopy(name, 0, address, 2, name.length);
        listening = CALLS.socket(1, 2, 0);
        assertThat(CALLS.bind(listening, address, address.length)).isZero();
    }

    @AfterEach
    void close() {
        CALLS.close(listening);
    }

    @Test
    void tellsHowTheDaemonIs() {
        SystemdNotifier notifier = new SystemdNotifier(socket);

        notifier.ready();
        notifier.status("eth0 on vf\neth1 on synthetic");
        notifier.stopping();

        assertThat(heard()).isEqualTo("READY=1");
        assertThat(heard()).isEqualTo("STATUS=eth0 on vf eth1 on synthetic");
        assertThat(heard()).isEqualTo("STOPPING=1");
    }

    @Test
    void doesNothingWhereNobodyListens() {
        assertThatCode(() -> new SystemdNotifier(null).ready()).doesNotThrowAnyException();
        assertThatCode(() -> new SystemdNotifier("").ready()).doesNotThrowAnyException();
        assertThatCode(() -> new SystemdNotifier(socket + "-nowhere").ready()).doesNotThrowAnyException();
        assertThatCode(() -> new SystemdNotifier("@" + "x".repeat(200)).ready()).doesNotThrowAnyException();
    }

    @Test
    void theWatchdogIsContentAndAsksTwiceAPeriod() {
        new SystemdNotifier(socket).alive();

        assertThat(heard()).isEqualTo("WATCHDOG=1");
        assertThat(SystemdNotifier.watchdogMs("30000000")).isEqualTo(15_000);
        assertThat(SystemdNotifier.watchdogMs(null)).isZero();
        assertThat(SystemdNotifier.watchdogMs("soon")).isZero();
    }

    private String heard() {
        byte[] message = new byte[256];
        int bytes = (int) CALLS.recv(listening, message, message.length, 0);
        return new String(message, 0, bytes, StandardCharsets.UTF_8);
    }
}
