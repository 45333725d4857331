package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;

/**
 * How a host sees things.
 *
 * @param offered   the guest has been offered the device
 * @param open      a channel incarnation is open
 * @param version   agreed on, {@code 6.1}; empty before that
 * @param rndisUp   frames may flow on the synthetic path
 * @param linkUp    what the guest was told of its link
 * @param path      where the host delivers
 */
public record HostStatus(
        boolean offered, boolean open, String version, boolean rndisUp, boolean linkUp, VfState vf, DataPath path) {
}
