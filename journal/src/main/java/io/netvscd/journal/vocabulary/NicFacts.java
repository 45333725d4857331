package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.MacAddress;

/**
 * What the owners of a NIC need to know of its configuration, given to them when they start, so that a journal replays
 * without the configuration file.
 *
 * @param permanentMac     the address that a VF is matched by
 * @param anyDevice        {@code vf.devices = any}: netdevs off the PCI bus count too
 * @param takeoverDelayMs  between join and the first opening of the VF
 * @param hostless         {@code synthetic.type = netdev}: there is no host to ask for a switch and none that
 *                         associates
 * @param syntheticDevice  the netdev below the synthetic path (the device itself, or the embedded host's uplink), which
 *                         often has the VF's MAC and is never taken for one; empty where there is none
 * @param flapLimit        this many departures from the VF within a half-life or so hold the NIC on synthetic until it has
 *                         been quiet for a while; 0 for no limit
 * @param flapHalfLifeMs   after which half of the departures are forgotten
 * @param channels         that the NIC is to have, the primary one counted; 0 and 1 are the primary one alone
 * @param rssKey           40 octets of the key by which the host spreads what it delivers; empty for the usual one
 * @param rssTable         one octet for each remainder of that hash, the number of a channel; empty for all in turn
 * @param groups           six octets for each group that the NIC receives; empty for all groups
 * @param alarms           when what slows it down in silence is an alarm
 */
public record NicFacts(
        String nic,
        MacAddress permanentMac,
        int mtu,
        boolean anyDevice,
        long takeoverDelayMs,
        boolean hostless,
        String syntheticDevice,
        int flapLimit,
        long flapHalfLifeMs,
        int channels,
        Bytes rssKey,
        Bytes rssTable,
        Bytes groups,
        AlarmPeriods alarms) {
    public NicFacts {
        alarms = alarms == null ? AlarmPeriods.NEVER : alarms;
        rssKey = rssKey == null ? Bytes.EMPTY : rssKey;
        rssTable = rssTable == null ? Bytes.EMPTY : rssTable;
        groups = groups == null ? Bytes.EMPTY : groups;
    }

    /** Facts of a NIC without wishes for what it receives. */
    public NicFacts(
            String nic,
            MacAddress permanentMac,
            int mtu,
            boolean anyDevice,
            long takeoverDelayMs,
            boolean hostless,
            String syntheticDevice,
            int flapLimit,
            long flapHalfLifeMs,
            int channels) {
        this(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, flapLimit, flapHalfLifeMs,
                channels, Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY, AlarmPeriods.NEVER);
    }

    /** Facts of a NIC without a netdev below its synthetic path and without a limit of flaps. */
    public NicFacts(
            String nic, MacAddress permanentMac, int mtu, boolean anyDevice, long takeoverDelayMs, boolean hostless) {
        this(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, "");
    }

    /** Facts of a NIC without a limit of flaps. */
    public NicFacts(
            String nic,
            MacAddress permanentMac,
            int mtu,
            boolean anyDevice,
            long takeoverDelayMs,
            boolean hostless,
            String syntheticDevice) {
        this(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, 0, 0, 0);
    }

    /** The same NIC with a limit of flaps. */
    public NicFacts withFlapLimit(int limit, long halfLifeMs) {
        return new NicFacts(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, limit, halfLifeMs,
                channels, rssKey, rssTable, groups, alarms);
    }

    /** The same NIC with this many channels. */
    public NicFacts withChannels(int wanted) {
        return new NicFacts(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, flapLimit,
                flapHalfLifeMs, wanted, rssKey, rssTable, groups, alarms);
    }

    /** The same NIC with this spread of what it receives. */
    public NicFacts withScaling(Bytes key, Bytes table) {
        return new NicFacts(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, flapLimit,
                flapHalfLifeMs, channels, key, table, groups, alarms);
    }

    /** The same NIC, which receives these groups alone. */
    public NicFacts withGroups(Bytes wanted) {
        return new NicFacts(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, flapLimit,
                flapHalfLifeMs, channels, rssKey, rssTable, wanted, alarms);
    }

    /** The same NIC with these alarms. */
    public NicFacts withAlarms(AlarmPeriods periods) {
        return new NicFacts(nic, permanentMac, mtu, anyDevice, takeoverDelayMs, hostless, syntheticDevice, flapLimit,
                flapHalfLifeMs, channels, rssKey, rssTable, groups, periods);
    }
}
