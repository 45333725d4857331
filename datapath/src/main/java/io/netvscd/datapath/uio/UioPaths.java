package io.netvscd.datapath.uio;

import java.nio.file.Path;

/**
 * Where the kernel shows its devices, and where this program notes what it did to them.
 *
 * @param sysfs   {@code /sys}
 * @param dev     {@code /dev}
 * @param proc    {@code /proc}
 * @param records the folder of {@link BindingRecords}
 */
public record UioPaths(Path sysfs, Path dev, Path proc, Path records) {
    /** The ones of this machine. */
    public static UioPaths system() {
        return new UioPaths(Path.of("/sys"), Path.of("/dev"), Path.of("/proc"), Path.of("/var/lib/netvscd/bindings"));
    }
}
