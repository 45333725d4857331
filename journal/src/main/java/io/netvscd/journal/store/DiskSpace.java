package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.FileStore;

/** What a disk has to spare. */
public final class DiskSpace {
    private DiskSpace() {
    }

    /** The octets that may still be written; {@link Long#MAX_VALUE} where the file system tells no size, as one in memory without a bound. */
    public static long freeBytes(FileStore disk) throws IOException {
        long usable = disk.getUsableSpace();
        return usable == 0 && disk.getTotalSpace() == 0 ? Long.MAX_VALUE : usable;
    }
}
