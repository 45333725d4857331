package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.DataPath;

/**
 * The SWITCH_DATA_PATH under way.
 *
 * @param id        the transaction of the last attempt
 * @param attempts  how many found the ring full
 * @param deferred  the last attempt did, and the next waits for its pause to end
 * @param withdrawn the master no longer wants it
 */
record PendingSwitch(DataPath path, long id, int attempts, boolean deferred, boolean withdrawn) {
    PendingSwitch deferred(int nowAttempts) {
        return new PendingSwitch(path, id, nowAttempts, true, withdrawn);
    }

    PendingSwitch withdraw() {
        return new PendingSwitch(path, id, attempts, deferred, true);
    }
}
