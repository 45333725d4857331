package io.netvscd.actors.machine.master;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.DatapathOrder;

/**
 * The guest's end of the data path.
 *
 * @param inUse          what the datapath sends on
 * @param ordered        what it was last told to send on
 * @param unacknowledged orders that it has not answered
 * @param reset          the number of the last order to go back to its beginning, 0 before the first
 * @param resetting      it has not answered that one: what it says until then is about orders of an earlier life
 */
record GuestPath(DataPath inUse, DataPath ordered, int unacknowledged, long reset, boolean resetting) {
    static final GuestPath SYNTHETIC = new GuestPath(DataPath.SYNTHETIC, DataPath.SYNTHETIC, 0, 0, false);

    /** A new life: of this one the numbers of resets go on. */
    GuestPath begun() {
        return new GuestPath(DataPath.SYNTHETIC, DataPath.SYNTHETIC, 0, reset, false);
    }

    GuestPath resetOrdered(long number) {
        return new GuestPath(inUse, ordered, unacknowledged, number, true);
    }

    GuestPath resetDone() {
        return new GuestPath(inUse, ordered, unacknowledged, reset, false);
    }

    /** Whether this is the last order to go back to its beginning. */
    boolean isReset(DatapathOrder order) {
        return order instanceof DatapathOrder.ResetDatapath given && given.number() == reset;
    }

    GuestPath ordered(DataPath path) {
        return new GuestPath(inUse, path, unacknowledged + 1, reset, resetting);
    }

    /** The datapath has answered an order: this is what it sends on. */
    GuestPath answered(DataPath path) {
        int left = Math.max(0, unacknowledged - 1);
        return new GuestPath(path, left == 0 ? path : ordered, left, reset, resetting);
    }

    /** The datapath has left the VF by itself. */
    GuestPath fellBack() {
        return new GuestPath(DataPath.SYNTHETIC, DataPath.SYNTHETIC, unacknowledged, reset, resetting);
    }
}
