package io.netvscd.journal.vocabulary;

/** How a SWITCH_DATA_PATH ended. */
public enum SwitchOutcome {
    /** The host completed it, which says nothing about success. */
    COMPLETED,
    /** It was withdrawn before it reached the ring: the host never heard of it. */
    WITHDRAWN,
    /** The ring stayed full for all retries: the host never heard of it. */
    RING_FULL,
    /** It was sent and not completed in time: what the host did is unknown. */
    TIMED_OUT,
    /** The host completed it after it had been given up, and nothing that was asked for since: that is where the host is now. */
    MADE_LATE
}
