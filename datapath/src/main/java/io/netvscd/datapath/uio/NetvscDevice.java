package io.netvscd.datapath.uio;

import io.netvscd.datapath.MacAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Hyper-V network device as sysfs shows it at one moment.
 *
 * @param instance  its VMBus instance GUID, in lower case
 * @param path      its folder in sysfs
 * @param relid     the id of its primary channel, 1 or more
 * @param monitorId the primary channel's monitor, 0 to 127, or {@link #NO_MONITOR}
 * @param driver    the driver that it is bound to, empty for none
 * @param netdev    the kernel interface that it drives, empty while it drives none
 * @param mac       the address of that interface, empty while there is none
 * @param uio       the device file's name in {@code /dev}, {@code uio0}, empty while there is none
 */
public record NetvscDevice(
        String instance,
        Path path,
        int relid,
        int monitorId,
        String driver,
        String netdev,
        Optional<MacAddress> mac,
        String uio) {
    /** A channel that the host does not watch through the monitor page. */
    public static final int NO_MONITOR = -1;
}
