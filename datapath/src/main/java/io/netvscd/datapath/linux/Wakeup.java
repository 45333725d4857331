package io.netvscd.datapath.linux;

/** An eventfd: readable from {@link #signal} until {@link #drain}. Any thread may signal. */
public final class Wakeup implements AutoCloseable {
    private final NativeMemory one = new NativeMemory(Long.BYTES);
    private final NativeMemory count = new NativeMemory(Long.BYTES);
    private final int fd;
    private boolean closed;

    /** Makes one that is not readable. */
    public Wakeup() throws ErrnoException {
        fd = Libc.check(Libc.eventfd(), "eventfd", "waking a thread");
        one.putLong(0, 1);
    }

    /** What to poll. */
    public int fd() {
        return fd;
    }

    /** Makes the descriptor readable; nothing happens once it is closed. */
    public synchronized void signal() {
        if (!closed) {
            Libc.write(fd, one.address(), Long.BYTES);
        }
    }

    /** Makes the descriptor unreadable again. */
    public void drain() {
        Libc.read(fd, count.address(), Long.BYTES);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            one.close();
            count.close();
        }
    }
}
