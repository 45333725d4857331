package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspVersion;

/**
 * What a host has been told not to do, so that it seems an older or a poorer one; outlives a channel incarnation.
 *
 * @param newest          newer versions are refused
 * @param unknownOid      is not known to this host; 0 where it knows all that it should
 * @param lostSubchannels are granted and never offered
 * @param mtu             a larger one is refused
 */
record Limits(NvspVersion newest, int unknownOid, int lostSubchannels, int mtu) {
    /** The largest MTU that a Linux netdev of this kind can be given. */
    static final int MTU_MAX = 65_521;
    static final Limits NONE = new Limits(NvspVersion.newest(), 0, 0, MTU_MAX);

    Limits version(NvspVersion version) {
        return new Limits(version, unknownOid, lostSubchannels, mtu);
    }

    Limits withoutOid(int oid) {
        return new Limits(newest, oid, lostSubchannels, mtu);
    }

    Limits losing(int subchannels) {
        return new Limits(newest, unknownOid, subchannels, mtu);
    }

    Limits mtu(int most) {
        return new Limits(newest, unknownOid, lostSubchannels, most);
    }
}
