package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.MacAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibcTest {
    private static final int O_RDONLY_CLOEXEC = 0x80000;

    @Test
    void returnsTheNegatedErrorNumber() {
        assertThat(Errno.ENOENT.is(Libc.open("/nowhere/at/all", O_RDONLY_CLOEXEC))).isTrue();
        assertThat(Errno.EBADF.is(Libc.close(-1))).isTrue();
        assertThat(Errno.EBADF.is(Libc.mmapShared(-1, 4096, 0))).isTrue();
    }

    @Test
    void aFailedCallNamesTheCallTheErrorAndThePurpose() {
        assertThatThrownBy(() -> Libc.check(-1, "ioctl TUNSETIFF", "TAP eth0")).isInstanceOf(ErrnoException.class)
                .hasMessage("TAP eth0: ioctl TUNSETIFF: EPERM (Operation not permitted)");
        assertThat(Errno.nameOf(4095)).isEqualTo("errno 4095");
    }

    @Test
    void nativeMemoryKeepsItsBounds() {
        NativeMemory memory = new NativeMemory(8);
        memory.putInt(4, 7);
        assertThat(memory.getInt(4)).isEqualTo(7);
        assertThatThrownBy(() -> memory.putInt(5, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.getBytes(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        memory.close();
        memory.close();
        assertThatThrownBy(() -> memory.getInt(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatAThreadThatRunsAtOnceStartsIsAnOrdinaryThread() throws Exception {
        List<Integer> policies = new CopyOnWriteArrayList<>();
        Thread first = new Thread(() -> {
            Libc.runAtOnce();
            policies.add(schedulingPolicy());
            Thread second = new Thread(() -> policies.add(schedulingPolicy()));
            second.start();
            while (second.isAlive()) {
                LockSupport.parkNanos(1_000_000);
            }
        });
        first.start();
        first.join();
        assertThat(policies.get(0)).as("1 where it may be a real-time one").isIn(0, 1);
        assertThat(policies.get(1)).isZero();
    }

    /** The field of that name in {@code /proc/self/stat}; what follows the name is counted from 3. */
    private static int schedulingPolicy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38]);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen-octets-x", "a/b", "a b", "tap%d", "..", "a:1", "größe"})
    void refusesWhatIsNoNameForADevice(String name) {
        assertThatThrownBy(() -> new TapSettings(name, MacAddress.ZERO, false, TapOffload.NONE))
                .hasMessageContaining("is no name for a network device");
    }

    @Test
    void takesTheNamesThatTheKernelTakes() {
        assertThatCode(() -> new TapSettings("fifteen-octets_", MacAddress.ZERO, true, TapOffload.NONE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 513})
    void refusesARingOfNoBlockAndOfTooMany(int blocks) {
        assertThatThrownBy(() -> new PacketSettings("vf0", 1, blocks, false))
                .hasMessageContaining(blocks + " ring blocks; 1 to 512 are needed");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assertThat(Libc.ifindex("no-such-device")).isZero();
        assertThatThrownBy(() -> PacketSettings.of("vf0", 0)).hasMessageContaining("there is no such device");
    }
}
