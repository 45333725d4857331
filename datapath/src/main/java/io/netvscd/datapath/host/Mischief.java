package io.netvscd.datapath.host;

import java.util.ArrayList;
import java.util.List;

/**
 * How the host has been told to misbehave; outlives a channel incarnation, all but what is held back.
 *
 * @param holding  completions of SWITCH_DATA_PATH are kept back
 * @param held     the transactions kept back so far
 * @param dropNext the next such completion is not sent
 * @param failNext the next switch to the VF fails
 * @param silent   nothing is obeyed or answered
 */
record Mischief(
        Limits limits, boolean holding, List<Long> held, boolean dropNext, boolean failNext, boolean silent) {
    static final Mischief NONE = new Mischief(Limits.NONE, false, List.of(), false, false, false);

    Mischief {
        held = List.copyOf(held);
    }

    Mischief within(Limits next) {
        return new Mischief(next, holding, held, dropNext, failNext, silent);
    }

    Mischief holding(boolean hold) {
        return new Mischief(limits, hold, held, dropNext, failNext, silent);
    }

    Mischief plusHeld(long transactionId) {
        List<Long> more = new ArrayList<>(held);
        more.add(transactionId);
        return new Mischief(limits, holding, more, dropNext, failNext, silent);
    }

    Mischief withoutHeld() {
        return new Mischief(limits, holding, List.of(), dropNext, failNext, silent);
    }

    Mischief droppingNext(boolean drop) {
        return new Mischief(limits, holding, held, drop, failNext, silent);
    }

    Mischief failingNext(boolean fail) {
        return new Mischief(limits, holding, held, dropNext, fail, silent);
    }

    Mischief silent(boolean quiet) {
        return new Mischief(limits, holding, held, dropNext, failNext, quiet);
    }
}
