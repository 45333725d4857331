package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.MacAddress;

/**
 * What a VF has to follow: the master's own settings.
 *
 * @param mac the master's current address, which a VF takes over where it supports that
 */
public record VfSettings(boolean adminUp, int mtu, MacAddress mac, boolean promiscuous) {
}
