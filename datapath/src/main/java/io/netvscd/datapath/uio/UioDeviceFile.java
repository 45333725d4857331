package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.UnsafeApi;

/** The real one: map {@code i} is at the offset of {@code i} pages. */
final class UioDeviceFile implements UioFile {
    private static final int O_RDWR_NONBLOCK_CLOEXEC = 0x80802;

    private final Path path;
    private final int fd;
    private final Mappings mappings = new Mappings();
    private final NativeMemory word = new NativeMemory(Integer.BYTES);
    private boolean closed;

    private UioDeviceFile(Path path, int fd) {
        this.path = path;
        this.fd = fd;
    }

    /**
     * Opens the file for this process alone; as the first opening, this opens the channel to the host.
     *
     * @throws IOException naming what is in the way and its mend
     */
    static UioDeviceFile open(Path path) throws IOException {
        int fd = Libc.open(path.toString(), O_RDWR_NONBLOCK_CLOEXEC);
        if (Errno.EACCES.is(fd) || Errno.EPERM.is(fd)) {
            throw new ErrnoException("open", -fd, path + ": run as root");
        }
        Libc.check(fd, "open", path.toString());
        int locked = Libc.lock(fd);
        if (locked < 0) {
            Libc.close(fd);
            throw new ErrnoException("flock", -locked, path
                    + " is in use by another process, and two on the same rings destroy each other; stop it first");
        }
        return new UioDeviceFile(path, fd);
    }

    @Override
    public int descriptor() {
        return fd;
    }

    @Override
    public long map(int index, long bytes) throws IOException {
        return mappings.map(fd, bytes, (long) index * UnsafeApi.pageSize(), "map " + index + " of " + path);
    }

    @Override
    public int read() {
        return Libc.read(fd, word.address(), Integer.BYTES);
    }

    @Override
    public int write(int value) {
        word.putInt(0, value);
        return Libc.write(fd, word.address(), Integer.BYTES);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            mappings.close();
            Libc.close(fd);
            word.close();
        }
    }
}
