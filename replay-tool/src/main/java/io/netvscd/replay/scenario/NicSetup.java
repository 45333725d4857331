package io.netvscd.replay.scenario;

import io.netvscd.datapath.MacAddress;

/**
 * A NIC of a scenario.
 *
 * @param takeoverDelayNs between a VF's join and its first opening
 * @param hostLatencyNs   after which the host answers
 */
public record NicSetup(String name, MacAddress mac, int mtu, long takeoverDelayNs, long hostLatencyNs) {
}
