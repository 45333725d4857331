package io.netvscd.actors.machine.channel;

/** How long a channel waits, and for what reason so long. */
public final class ChannelTimings {
    /** A busy host was seen to answer after 15 s; twice that is a host that does not answer. */
    public static final long HANDSHAKE_DEADLINE_MS = 30_000;
    /** The same hosts answer the same way once the channel is open. */
    public static final long RNDIS_DEADLINE_MS = 30_000;
    /** A switch takes a host about a millisecond; the frames are safe on the synthetic path meanwhile. */
    public static final long SWITCH_DEADLINE_MS = 5_000;
    /** A full ring drains within milliseconds; hv_netvsc pauses 5 to 10. */
    public static final long SWITCH_RETRY_MS = 10;
    /** As many as hv_netvsc tries: a ring that is full for 20 s has a host that does not read. */
    public static final int SWITCH_ATTEMPTS = 2_000;
    /** A request of less haste than a switch waits longer for room in the ring. */
    public static final long REQUEST_RETRY_MS = 100;
    /** hv_netvsc carries out one link change in two seconds, because link watchers miss faster ones. */
    public static final long LINK_SETTLE_MS = 2_000;
    /** A flapping link beyond this loses its oldest changes: only the end matters. */
    public static final int MAX_HELD_LINK_CHANGES = 16;
    /** First pause before a failed channel is opened again; doubles with each failure in a row. */
    public static final long REOPEN_FIRST_MS = 1_000;
    /** Longest pause before a failed channel is opened again, and how long the offer asked for may take. */
    public static final long REOPEN_MAX_MS = 30_000;
    /** hv_netvsc waits without end; a host that has not offered what it granted by then has lost it. */
    public static final long SUBCHANNEL_DEADLINE_MS = 10_000;
    /** A host that has said nothing for so long is asked whether it is there. */
    public static final long KEEPALIVE_ROUND_MS = 30_000;
    /** Busy hosts were seen to take 15 s; one that takes longer is asked once more, and then given up. */
    public static final long KEEPALIVE_DEADLINE_MS = 15_000;
    /** Unanswered requests in a row after which nobody is there: a host's worker can end without a word. */
    public static final int MAX_SILENCES = 2;

    private ChannelTimings() {
    }

    /** The pause after so many reopenings in a row. */
    static long reopenMs(int reopenings) {
        return Math.min(REOPEN_MAX_MS, REOPEN_FIRST_MS << Math.min(reopenings, 5));
    }
}
