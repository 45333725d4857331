package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import io.netvscd.datapath.linux.PollSet;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.UnsafeApi;

/**
 * What a device file of uio_hv_generic stands for: the pages that guest and host share, in ordinary files that each
 * side maps for itself, and the kernel between them, at the far end of a socket.
 */
final class FakeHardware implements AutoCloseable {
    static final int RING_BYTES = 64 << 10;
    static final int BUFFER_BYTES = 256 << 10;
    private static final int FIRST_SUBCHANNEL = 40;
    private static final int O_RDWR = 2;

    /** The host's mapping of rings and buffers. */
    final MemoryVmbusDevice host;
    final long interruptPage;
    final long monitorPage;
    final List<Integer> openings = new ArrayList<>();
    private final Path folder;
    private final Mappings mappings = new Mappings();
    private final NativeMemory word = new NativeMemory(Integer.BYTES);
    private SocketPair wire;
    private boolean rescinded;
    private int interrupts;

    FakeHardware(Path folder) throws IOException {
        this.folder = folder;
        int bytes = 2 * RING_BYTES + 2 * BUFFER_BYTES;
        host = new MemoryVmbusDevice(map("memory", bytes, 0, bytes), RING_BYTES, BUFFER_BYTES, BUFFER_BYTES, () -> { });
        interruptPage = map("int_page", 4096, 0, 4096);
        monitorPage = map("monitor_page", 4096, 0, 4096);
    }

    /** Has the rings of the host's sub-channels appear in this folder of sysfs, as files that the guest maps too. */
    void showSubchannelsIn(Path channels) {
        host.subchannelsIn((index, ringBytes) -> {
            Path channel = channels.resolve(Integer.toString(FIRST_SUBCHANNEL + index));
            try {
                FakeKernel.put(channel.resolve("subchannel_id"), Integer.toString(index));
                FakeKernel.put(channel.resolve("monitor_id"), Integer.toString(FIRST_SUBCHANNEL + index));
                return map(mappings, channel.resolve("ring"), 2L * ringBytes, 0, 2L * ringBytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private long map(String name, long fileBytes, long offset, long bytes) throws IOException {
        return map(mappings, name, fileBytes, offset, bytes);
    }

    private long map(Mappings into, String name, long fileBytes, long offset, long bytes) throws IOException {
        return map(into, folder.resolve(name), fileBytes, offset, bytes);
    }

    private static long map(Mappings into, Path file, long fileBytes, long offset, long bytes) throws IOException {
        try (RandomAccessFile sized = new RandomAccessFile(file.toFile(), "rw")) {
            sized.setLength(fileBytes);
        }
        int fd = Libc.check(Libc.open(file.toString(), O_RDWR), "open", file.toString());
        try {
            return into.map(fd, bytes, offset, file.toString());
        } finally {
            Libc.close(fd);
        }
    }

    /** The device file as the guest opens it, with mappings of its own. */
    UioFile open() {
        wire = new SocketPair();
        return new File();
    }

    /** The kernel's interrupt handler; the older one masks the ring. */
    void interrupt(boolean olderKernel) {
        if (olderKernel) {
            UnsafeApi.putIntVolatile(null, guestInboundMask(), 1);
        }
        SocketPair.write(wire.kernel, word, ++interrupts);
    }

    private long guestInboundMask() {
        return host.receiveBufferAddress() - RING_BYTES + 8;
    }

    int inboundMask() {
        return UnsafeApi.getIntVolatile(null, guestInboundMask());
    }

    /** The host writes an index that is none. */
    void corruptInbound() {
        UnsafeApi.putIntVolatile(null, host.receiveBufferAddress() - RING_BYTES, 3);
    }

    /** Has the host wait for a signal; the embedded one polls. */
    void unmaskHost() {
        UnsafeApi.putIntVolatile(null, host.receiveBufferAddress() - 2 * RING_BYTES + 8, 0);
    }

    /** The values that the guest has written into the device file since the last look. */
    List<Integer> written() {
        List<Integer> values = new ArrayList<>();
        while (SocketPair.read(wire.kernel, word) == Integer.BYTES) {
            values.add(word.getInt(0));
        }
        return values;
    }

    /** The host takes the channel back: readers wake up, and every read fails from now on. */
    void rescind() {
        rescinded = true;
        SocketPair.write(wire.kernel, word, ++interrupts);
    }

    void unplug() {
        wire.closeKernel();
    }

    static boolean isReadable(int fd) {
        try (PollSet set = new PollSet()) {
            set.begin(0, 0);
            set.add(fd);
            set.await();
            return set.isReadable(0);
        }
    }

    @Override
    public void close() {
        mappings.close();
        word.close();
    }

    private final class File implements UioFile {
        private final Mappings own = new Mappings();
        private final NativeMemory value = new NativeMemory(Integer.BYTES);
        private final SocketPair file = wire;

        @Override
        public int descriptor() {
            return file.device;
        }

        @Override
        public long map(int index, long bytes) throws IOException {
            openings.add(index);
            int memoryBytes = 2 * RING_BYTES + 2 * BUFFER_BYTES;
            return switch (index) {
                case 0 -> FakeHardware.this.map(own, "memory", memoryBytes, 0, bytes);
                case 1 -> FakeHardware.this.map(own, "int_page", 4096, 0, bytes);
                case 2 -> FakeHardware.this.map(own, "monitor_page", 4096, 0, bytes);
                case 3 -> FakeHardware.this.map(own, "memory", memoryBytes, 2 * RING_BYTES, bytes);
                case 4 -> FakeHardware.this.map(own, "memory", memoryBytes, 2 * RING_BYTES + BUFFER_BYTES, bytes);
                default -> throw new IOException("there is no map " + index);
            };
        }

        @Override
        public int read() {
            return rescinded ? -Errno.EIO.number() : SocketPair.read(file.device, value);
        }

        @Override
        public int write(int written) {
            return rescinded ? -Errno.EIO.number() : SocketPair.write(file.device, value, written);
        }

        @Override
        public void close() {
            own.close();
            value.close();
            file.close();
            host.close();
        }
    }
}
