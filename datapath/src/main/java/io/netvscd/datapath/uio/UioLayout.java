package io.netvscd.datapath.uio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.UnsafeApi;

/**
 * The maps of a {@code uio_hv_generic} device file. Map 0 is the primary channel's ring to the host and the one from
 * it, equally long; 1 the interrupt page; 2 the monitor page that the guest writes; 3 and 4 the receive and the send
 * buffer, whose GPADL handle is the decimal number behind the colon in the map's name.
 *
 * @param ringBytes    of each ring, header page included
 * @param receiveBytes of the receive buffer
 * @param receiveGpadl its handle
 * @param sendBytes    of the send buffer
 * @param sendGpadl    its handle
 */
public record UioLayout(int ringBytes, int receiveBytes, int receiveGpadl, int sendBytes, int sendGpadl) {
    static final int RINGS = 0;
    static final int INTERRUPT_PAGE = 1;
    static final int MONITOR_PAGE = 2;
    static final int RECEIVE_BUFFER = 3;
    static final int SEND_BUFFER = 4;
    /** Of the pages that guest and host share, whatever the guest's own page size. */
    static final int PAGE_BYTES = 4096;
    /** More than any kernel gives; keeps sizes within an int with room to add. */
    private static final long MAP_BYTES_MAX = 1 << 30;
    private static final long UNSIGNED_MAX = -1;

    private static final String[] NAMES = {"txrx_rings", "int_page", "monitor_page", "recv:", "send:"};

    /** Reads and checks the maps in this folder, {@code uio/uioN/maps}. */
    static UioLayout read(Path maps) throws IOException {
        int[] bytes = new int[NAMES.length];
        int[] gpadls = new int[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            Path map = maps.resolve("map" + i);
            if (!Files.isDirectory(map)) {
                throw new IOException(map + " is not there: the kernel did not give the device its "
                        + NAMES[i].replace(":", " buffer")
                        + " (it may be short of memory); unbind the device and bind it again");
            }
            gpadls[i] = checkName(map.resolve("name"), NAMES[i]);
            SysfsValues.hexadecimal(map.resolve("addr"), 0, UNSIGNED_MAX);
            bytes[i] = (int) SysfsValues.hexadecimal(map.resolve("size"), PAGE_BYTES, MAP_BYTES_MAX);
        }
        return new UioLayout(
                ringBytes(maps.resolve("map0/size"), bytes[RINGS]),
                bytes[RECEIVE_BUFFER],
                gpadls[RECEIVE_BUFFER],
                bytes[SEND_BUFFER],
                gpadls[SEND_BUFFER]);
    }

    /** Half of what holds two rings, each of a header page and at least one page of data. */
    static int ringBytes(Path where, long bothBytes) throws IOException {
        int page = UnsafeApi.pageSize();
        if (bothBytes < 4L * page || bothBytes > MAP_BYTES_MAX || bothBytes % (2L * page) != 0) {
            throw SysfsValues.invalid(where, Long.toString(bothBytes),
                    "the size of two equal rings of at least two pages of " + page + " octets each");
        }
        return (int) (bothBytes / 2);
    }

    /** Checks a map's name; returns the handle behind its colon, 0 where there is none. */
    private static int checkName(Path file, String expected) throws IOException {
        String name = SysfsValues.text(file);
        if (!expected.endsWith(":")) {
            if (!name.equals(expected)) {
                throw SysfsValues.invalid(file, name, "'" + expected + "'");
            }
            return 0;
        }
        if (name.startsWith(expected)) {
            try {
                return Integer.parseUnsignedInt(name.substring(expected.length()));
            } catch (NumberFormatException e) {
                // No handle: told below, like a name that is another.
            }
        }
        throw SysfsValues.invalid(file, name, "'" + expected + "' and the buffer's handle");
    }
}
