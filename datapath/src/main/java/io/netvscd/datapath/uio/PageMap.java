package io.netvscd.datapath.uio;

import io.netvscd.datapath.vmbus.GuestMemory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/** The frame numbers of this process's pages, as {@code /proc/self/pagemap} shows them to root. */
final class PageMap {
    private static final String FILE = "/proc/self/pagemap";
    private static final long PRESENT = 1L << 63;
    private static final long FRAME_NUMBER = (1L << 55) - 1;

    private PageMap() {
    }

    /** The numbers of {@code pages} pages from a page-aligned address on. */
    static long[] frameNumbers(long address, int pages) throws IOException {
        if (UnsafeApi.pageSize() != GuestMemory.PAGE_BYTES) {
            throw new IOException("this guest has pages of " + UnsafeApi.pageSize() + " octets, its host counts in 4096");
        }
        byte[] entries = new byte[pages * Long.BYTES];
        try (RandomAccessFile file = new RandomAccessFile(FILE, "r")) {
            file.seek(address / GuestMemory.PAGE_BYTES * Long.BYTES);
            file.readFully(entries);
        }
        ByteBuffer in = ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder());
        long[] numbers = new long[pages];
        for (int page = 0; page < pages; page++) {
            long entry = in.getLong(page * Long.BYTES);
            numbers[page] = entry & FRAME_NUMBER;
            if ((entry & PRESENT) == 0) {
                throw new IOException("page " + page + " is not in memory though it is locked");
            }
            if (numbers[page] == 0) {
                throw new IOException(FILE + " hides frame numbers from this process; run as root (CAP_SYS_ADMIN)");
            }
        }
        return numbers;
    }
}
