package io.netvscd.replay.sim;

import io.netvscd.replay.scenario.Position;

/**
 * An expectation that was not met.
 *
 * @param atNs virtual nanoseconds since the scenario began
 * @param path {@code datapath}, {@code vf.vf0} …
 */
public record Mismatch(Position at, long atNs, String nic, String path, String expected, String found) {
}
