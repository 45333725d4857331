package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.vmbus.GuestMemory;
import java.io.IOException;

/**
 * Huge pages of this process, for a real host to read where they lie. Ordinary pages will not do, locked or not: the
 * kernel may move them, and the host would read what has taken their place.
 */
public final class HugePages implements GuestMemory, AutoCloseable {
    private static final int HUGE_PAGE_BYTES = 2 << 20;

    private final long address;
    private final int bytes;
    private final long[] frameNumbers;
    private boolean closed;

    private HugePages(long address, int bytes) throws IOException {
        this.address = address;
        this.bytes = bytes;
        frameNumbers = PageMap.frameNumbers(address, bytes / PAGE_BYTES);
    }

    /**
     * Takes huge pages from the system.
     *
     * @param count of 2 MiB each
     * @throws IOException naming what is in the way and its mend
     */
    public static HugePages take(int count) throws IOException {
        int bytes = count * HUGE_PAGE_BYTES;
        long address = Libc.mmapHuge(bytes);
        if (address == -Errno.ENOMEM.number()) {
            throw new IOException("the system has no " + count + " huge pages to spare (sysctl vm.nr_hugepages="
                    + count + " gives it some)");
        }
        if (address < 0) {
            throw new ErrnoException("mmap", (int) -address, count + " huge pages");
        }
        try {
            return new HugePages(address, bytes);
        } catch (IOException hidden) {
            Libc.munmap(address, bytes);
            throw hidden;
        }
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public long pageFrameNumber(int page) {
        return frameNumbers[page];
    }

    /** Gives them back; no host may have any of them in use. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.munmap(address, bytes);
        }
    }
}
