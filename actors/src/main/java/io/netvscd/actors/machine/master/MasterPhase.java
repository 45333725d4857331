package io.netvscd.actors.machine.master;

/** Where the data path of a NIC is, or is going. */
public enum MasterPhase {
    /** At rest on the synthetic path: nothing is under way. */
    SYNTHETIC,
    /** The host was asked for the VF, or has answered and the datapath is being moved; frames still leave on the synthetic path. */
    SWITCHING_TO_VF,
    /** Frames leave on the VF. */
    VF,
    /** The datapath is leaving the VF or has left it, or a switch to it is being taken back; the host has yet to follow. */
    SWITCHING_TO_SYNTHETIC
}
