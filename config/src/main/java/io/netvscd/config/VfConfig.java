package io.netvscd.config;

import java.time.Duration;

/**
 * How virtual functions are found and used.
 *
 * @param takeoverDelay from a VF's joining to its being opened, so that udev can rename it first
 * @param flapLimit     departures from the VF within a half-life or so after which it is left alone until it has been quiet;
 *                      0 for no limit
 * @param flapHalfLife  after which half of the departures are forgotten
 */
public record VfConfig(
        Devices devices, Lane lane, Duration takeoverDelay, Association association, int flapLimit, Duration flapHalfLife) {
    /**
     * Twenty rounds of plugging and setting down, with every switch back and forth that belongs to them, pass. A host in trouble,
     * which has been seen to switch 900 times an hour, is left alone within ten minutes.
     */
    public static final int DEFAULT_FLAP_LIMIT = 60;
    public static final Duration DEFAULT_FLAP_HALF_LIFE = Duration.ofMinutes(10);

    /** Which netdevs may be a VF at all. */
    public enum Devices {
        /** Functions on a PCI bus. */
        PCI,
        /** Also veth ends, for labs. */
        ANY
    }

    /** How frames get between the TAP and the VF. */
    public enum Lane {
        /** The kernel's where it can be had, else the user lane. */
        AUTO,
        /** Traffic-control redirects in the kernel. */
        KERNEL,
        /** AF_PACKET rings and the forwarding core. */
        USER
    }

    /** Who tells the embedded host of a VF. */
    public enum Association {
        /** It associates a VF with the NIC's MAC when one appears. */
        AUTO,
        /** The {@code host} command does. */
        MANUAL
    }
}
