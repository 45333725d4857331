package io.netvscd.journal.vocabulary;

/** A function's service reset (DPDK 847cfeb474, MANA event 135). */
public enum ServiceState {
    /** The device resets itself; it keeps its netdev and carries nothing meanwhile. */
    RECOVERING,
    /** It works again. */
    RECOVERED,
    /** It will not come back by itself. */
    FAILED
}
