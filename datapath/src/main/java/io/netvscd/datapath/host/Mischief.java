package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * How the host has been told to misbehave; outlives a channel incarnation, all but what is held back.
 *
 * @param newest     newer versions are refused
 * @param holding    completions of SWITCH_DATA_PATH are kept back
 * @param held       the transactions kept back so far
 * @param dropNext   the next such completion is not sent
 * @param failNext   the next switch to the VF fails
 * @param silent     nothing is obeyed or answered
 * @param unknownOid is not known to this host; 0 where it knows all that it should
 * @param lostSubchannels are granted and never offered
 */
record Mischief(
        NvspVersion newest, boolean holding, List<Long> held, boolean dropNext, boolean failNext, boolean silent,
        int unknownOid, int lostSubchannels) {
    static final Mischief NONE = new Mischief(NvspVersion.newest(), false, List.of(), false, false, false, 0, 0);

    Mischief {
        held = List.copyOf(held);
    }

    Mischief limitedTo(NvspVersion version) {
        return new Mischief(version, holding, held, dropNext, failNext, silent, unknownOid, lostSubchannels);
    }

    Mischief holding(boolean hold) {
        return new Mischief(newest, hold, held, dropNext, failNext, silent, unknownOid, lostSubchannels);
    }

    Mischief plusHeld(long transactionId) {
        List<Long> more = new ArrayList<>(held);
        more.add(transactionId);
        return new Mischief(newest, holding, more, dropNext, failNext, silent, unknownOid, lostSubchannels);
    }

    Mischief withoutHeld() {
        return new Mischief(newest, holding, List.of(), dropNext, failNext, silent, unknownOid, lostSubchannels);
    }

    Mischief droppingNext(boolean drop) {
        return new Mischief(newest, holding, held, drop, failNext, silent, unknownOid, lostSubchannels);
    }

    Mischief failingNext(boolean fail) {
        return new Mischief(newest, holding, held, dropNext, fail, silent, unknownOid, lostSubchannels);
    }

    Mischief silent(boolean quiet) {
        return new Mischief(newest, holding, held, dropNext, failNext, quiet, unknownOid, lostSubchannels);
    }

    Mischief withoutOid(int oid) {
        return new Mischief(newest, holding, held, dropNext, failNext, silent, oid, lostSubchannels);
    }

    Mischief losing(int subchannels) {
        return new Mischief(newest, holding, held, dropNext, failNext, silent, unknownOid, subchannels);
    }
}
