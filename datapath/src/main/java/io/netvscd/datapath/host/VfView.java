package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;

/**
 * What the host knows of the VF and of the data path, whatever the guest believes.
 *
 * @param serial        of the association; meaningless while {@code UNAVAILABLE}
 * @param path          where the filter delivers
 * @param pendingPath   what a pending switch goes to, else null
 * @param pendingId     its transaction
 * @param wantsAnswer   whether the guest asked for its completion
 */
record VfView(VfState state, int serial, DataPath path, DataPath pendingPath, long pendingId, boolean wantsAnswer) {
    static final VfView NONE = new VfView(VfState.UNAVAILABLE, 0, DataPath.SYNTHETIC, null, 0, false);

    VfView in(VfState next) {
        return new VfView(next, serial, path, null, 0, false);
    }

    VfView onPath(DataPath next) {
        return new VfView(state, serial, next, pendingPath, pendingId, wantsAnswer);
    }

    VfView withSerial(int next) {
        return new VfView(state, next, path, pendingPath, pendingId, wantsAnswer);
    }

    VfView pending(DataPath next, long transactionId, boolean answer) {
        return new VfView(VfState.SWITCH_PENDING, serial, path, next, transactionId, answer);
    }
}
