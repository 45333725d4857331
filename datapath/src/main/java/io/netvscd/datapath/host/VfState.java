package io.netvscd.datapath.host;

/** How far the host is with giving a VF to the guest. */
public enum VfState {
    /** The NIC has no VF. */
    UNAVAILABLE,
    /** It has one, but the guest cannot be told yet. */
    AVAILABLE,
    /** The guest was told: NVSP 128. */
    ADVERTISED,
    /** The device is there, and the data path synthetic. */
    READY,
    /** The guest asked for the other data path, and the switch is being made. */
    SWITCH_PENDING,
    /** The filter delivers to the VF. */
    SWITCHED
}
