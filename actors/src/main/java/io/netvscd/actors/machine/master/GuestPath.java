package io.netvscd.actors.machine.master;

import io.netvscd.datapath.DataPath;

/**
 * The guest's end of the data path.
 *
 * @param inUse          what the datapath sends on
 * @param ordered        what it was last told to send on
 * @param unacknowledged orders that it has not answered
 */
record GuestPath(DataPath inUse, DataPath ordered, int unacknowledged) {
    static final GuestPath SYNTHETIC = new GuestPath(DataPath.SYNTHETIC, DataPath.SYNTHETIC, 0);

    GuestPath ordered(DataPath path) {
        return new GuestPath(inUse, path, unacknowledged + 1);
    }

    /** The datapath has answered an order: this is what it sends on. */
    GuestPath answered(DataPath path) {
        int left = Math.max(0, unacknowledged - 1);
        return new GuestPath(path, left == 0 ? path : ordered, left);
    }

    /** The datapath has left the VF by itself. */
    GuestPath fellBack() {
        return new GuestPath(DataPath.SYNTHETIC, DataPath.SYNTHETIC, unacknowledged);
    }
}
