package io.netvscd.journal.vocabulary;

/** The timers of all owners. An owner has at most one of each name; starting it again replaces it. */
public enum TimerName {
    /** Channel: the host has not answered the handshake step in time. */
    HANDSHAKE_DEADLINE,
    /** Channel: SWITCH_DATA_PATH did not fit into the ring; try again. */
    SWITCH_RETRY,
    /** Channel: the host has not completed SWITCH_DATA_PATH in time. */
    SWITCH_DEADLINE,
    /** Channel: a failed channel is opened again. */
    REOPEN,
    /** Channel: the host has not answered an RNDIS request in time. */
    RNDIS_DEADLINE,
    /** Channel: the second half of a link change that the kernel's rules hold back (2 s). */
    LINK_SETTLE,
    /** VF: the takeover delay is over; udev has had its chance to rename the netdev. */
    TAKEOVER,
    /** Master: a switch that failed or was forced back is tried again. */
    SWITCH_BACKOFF,
    /** Master: the memory of past flaps fades by half. */
    FLAP_DECAY,
    /** Every owner: the periodic round that compares what should be with what is. */
    UPKEEP,
    /** Channel: the host has not offered all the sub-channels in time. */
    SUBCHANNEL_DEADLINE,
    /** Channel: the host has been silent for a while; ask whether it is there. */
    KEEPALIVE_ROUND,
    /** Channel: the host has not answered in time whether it is there. */
    KEEPALIVE_DEADLINE,
    /** Master: the VF has been there, and the path synthetic, for long enough to say so. */
    FALLBACK_ALARM,
    /** Master: a function on the bus has had no driver for long enough. */
    NO_DRIVER_ALARM,
    /** Master: the VF has been away for long enough. */
    NO_VF_ALARM
}
