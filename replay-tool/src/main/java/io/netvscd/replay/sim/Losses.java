package io.netvscd.replay.sim;

/**
 * Holds the frames that a NIC has lost against what excuses them. Of those that the guest sends, an unplanned event may
 * cost what was in its rings, and a NIC without any way out what it drops. Of those for the guest, none may be lost
 * while nothing but planned changes happens to a NIC that is open.
 */
final class Losses {
    private final VirtualNic nic;
    private long excused;
    private boolean strict;
    private long incomingBefore;

    Losses(VirtualNic nic) {
        this.nic = nic;
    }

    /** So many frames of the guest may be lost with what is about to go, and frames for it, too. */
    void excuse(long outgoing) {
        excused += outgoing;
        strict = false;
    }

    /** The NIC is at rest, open and connected: from now on no frame for the guest may be lost. */
    void settled() {
        if (!strict) {
            strict = true;
            incomingBefore = nic.lostIncoming();
        }
    }

    /** What is wrong, in words, or null. */
    String broken() {
        long outgoing = nic.lostOutgoing();
        if (outgoing < 0) {
            return "more frames arrived than were sent";
        }
        // What had no way out is added up only where it can matter: every NIC is asked at every rest.
        if (outgoing > excused && outgoing > excused + nic.droppedWithoutWay()) {
            return outgoing + " frames of the guest are lost, and " + excused + " were in rings that went, "
                    + nic.droppedWithoutWay() + " had no way out";
        }
        long incoming = nic.lostIncoming();
        if (strict && incoming > incomingBefore) {
            return (incoming - incomingBefore) + " frames for the guest are lost through planned changes";
        }
        incomingBefore = Math.min(incomingBefore, incoming);
        return null;
    }

    /** What waits for no reason, in words, or null: at rest every frame has come through, and a VF that is dead holds none of the guest's. */
    String stuck() {
        if (nic.sends() && nic.waitingInGuest() > 0) {
            return "frames of the guest wait though there is a way out";
        }
        boolean reason = !nic.receives() || nic.vfHoldsFrames();
        return reason || nic.onTheWay() == 0 ? null : "frames wait though nothing holds them back";
    }
}
