package io.netvscd.datapath.host;

/**
 * What an embedded host has moved and dropped since it was made, in frames.
 *
 * @param fromGuest    taken from the synthetic path
 * @param toGuest      delivered on the synthetic path
 * @param fromVf       taken from the far end of the VF
 * @param toVf         delivered to it
 * @param fromUplink   taken from the outside world
 * @param toUplink     given to it
 * @param filtered     arrived for somebody else, or the guest's filter is closed to them, or they are its own
 * @param flooded      group frames left to the VF, which hears them itself
 * @param lost         had nowhere to go: a failed uplink, a VF that takes no more, a header that makes no sense
 * @param violations   messages of the guest that break a rule
 */
public record HostCounters(
        long fromGuest,
        long toGuest,
        long fromVf,
        long toVf,
        long fromUplink,
        long toUplink,
        long filtered,
        long flooded,
        long lost,
        long violations) {
}
