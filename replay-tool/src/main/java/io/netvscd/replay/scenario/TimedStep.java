package io.netvscd.replay.scenario;

/**
 * A step and its instant.
 *
 * @param atNs virtual nanoseconds since the scenario began
 * @param nic  the NIC it is about; empty where it is about none
 */
public record TimedStep(long atNs, String nic, Step step, Position at) {
}
