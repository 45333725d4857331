package io.netvscd.datapath.uio;

import java.nio.file.Path;

/**
 * A channel of a device beside its primary one, as sysfs shows it.
 *
 * @param relid     its id, 1 or more
 * @param index     which of the device's channels it is; 0 is the primary
 * @param monitorId its monitor, 0 to 127, or {@link NetvscDevice#NO_MONITOR}
 * @param ring      the file behind which its two rings lie; it may appear later than the folder that it is in
 * @param identity  of that folder: ids are given again, folders are made anew
 */
public record SubChannel(int relid, int index, int monitorId, Path ring, Object identity) {
}
