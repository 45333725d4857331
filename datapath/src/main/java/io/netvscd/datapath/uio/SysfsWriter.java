package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes what makes the kernel act. */
@FunctionalInterface
public interface SysfsWriter {
    /** Writes a whole value into a file that is there, in one call, since the kernel takes each call for a value. */
    void write(Path file, String value) throws ErrnoException;

    /** The real one. */
    static SysfsWriter kernel() {
        return SysfsWriter::writeOnce;
    }

    private static void writeOnce(Path file, String value) throws ErrnoException {
        int writeOnlyCloexec = 0x80001;
        int fd = Libc.check(Libc.open(file.toString(), writeOnlyCloexec), "open", file + ": run as root");
        byte[] octets = value.getBytes(StandardCharsets.US_ASCII);
        try (NativeMemory memory = new NativeMemory(octets.length)) {
            memory.putBytes(0, octets);
            Libc.check(Libc.write(fd, memory.address(), octets.length), "write of '" + value.strip() + "'",
                    file.toString());
        } finally {
            Libc.close(fd);
        }
    }
}
