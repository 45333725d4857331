package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import java.util.ArrayList;
import java.util.List;

/** Shared mappings that go together. */
final class Mappings implements AutoCloseable {
    private record Mapping(long address, long bytes) {
    }

    private final List<Mapping> mappings = new ArrayList<>();

    /** Maps a part of a file; {@code what} it is, for the message when that fails. */
    long map(int fd, long bytes, long offset, String what) throws ErrnoException {
        long address = Libc.mmapShared(fd, bytes, offset);
        // An address of user space is never negative, an error number always.
        if (address < 0) {
            throw new ErrnoException("mmap", (int) -address, what + " (" + bytes + " octets)");
        }
        mappings.add(new Mapping(address, bytes));
        return address;
    }

    @Override
    public void close() {
        mappings.forEach(mapping -> Libc.munmap(mapping.address(), mapping.bytes()));
        mappings.clear();
    }
}
