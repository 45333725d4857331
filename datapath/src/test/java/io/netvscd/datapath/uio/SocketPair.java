package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import jnr.ffi.LibraryLoader;

/** Two joined sockets that keep each write apart, as a device file keeps its interrupts. */
final class SocketPair implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_SEQPACKET_NONBLOCK_CLOEXEC = 0x80805;
    private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

    /** For jnr-ffi. */
    public interface Calls {
        int socketpair(int domain, int type, int protocol, long descriptors);
    }

    final int device;
    final int kernel;
    private boolean kernelClosed;

    SocketPair() {
        try (NativeMemory pair = new NativeMemory(2 * Integer.BYTES)) {
            if (CALLS.socketpair(AF_UNIX, SOCK_SEQPACKET_NONBLOCK_CLOEXEC, 0, pair.address()) != 0) {
                throw new IllegalStateException("socketpair failed");
            }
            device = pair.getInt(0);
            kernel = pair.getInt(Integer.BYTES);
        }
    }

    static int read(int fd, NativeMemory word) {
        return Libc.read(fd, word.address(), Integer.BYTES);
    }

    static int write(int fd, NativeMemory word, int value) {
        word.putInt(0, value);
        return Libc.write(fd, word.address(), Integer.BYTES);
    }

    void closeKernel() {
        if (!kernelClosed) {
            kernelClosed = true;
            Libc.close(kernel);
        }
    }

    @Override
    public void close() {
        closeKernel();
        Libc.close(device);
    }
}
