package io.netvscd.datapath.forward;

/** What a {@link Bypass} lets past the forwarding core, from nothing to everything. */
public enum Passage {
    /** Nothing: what arrives on the VF goes nowhere, what the master sends comes to the core. */
    CLOSED,
    /** What arrives on the VF goes to the master; group frames do not where they arrive on both paths ({@link FloodGuard}). */
    RECEIVING,
    /** And what the master sends leaves on the VF. */
    CARRYING
}
