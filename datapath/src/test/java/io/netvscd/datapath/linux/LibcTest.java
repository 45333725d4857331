package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.MacAddress;
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
    @ValueSource(ints = {0, 1, 3, 100, 16384})
    void refusesARingThatIsNoPowerOfTwo(int slots) {
        assertThatThrownBy(() -> new PacketSettings("vf0", 1, slots, false))
                .hasMessageContaining("a power of two from 2 to 8192");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assertThat(Libc.ifindex("no-such-device")).isZero();
        assertThatThrownBy(() -> PacketSettings.of("vf0", 0)).hasMessageContaining("there is no such device");
    }
}
