package io.netvscd.replay.replay;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Stamp;

/**
 * The data path of a NIC moved.
 *
 * @param stamp      of the turn in which the move was known
 * @param durationNs from the order (toward the VF: from the question to the host) to that turn; 0 for a fall back
 * @param fellBack   the datapath left a failing VF by itself, within a burst
 */
public record PathSwitch(Stamp stamp, String nic, DataPath to, long durationNs, boolean fellBack) {
}
