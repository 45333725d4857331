package io.netvscd.actors.machine.vf;

/** The phases of a virtual function. */
public enum VfPhase {
    /** There is no netdev. */
    GONE,
    /** An ordinary netdev, which waits for its master to take it. */
    PRESENT,
    /** Slave of the master and isolated; the takeover delay runs. */
    JOINED,
    /** Configured, not carrying. */
    STANDBY,
    /** The data path is its. */
    ACTIVE,
    /** It has announced that it goes; the master leaves it. */
    DEPARTING
}
