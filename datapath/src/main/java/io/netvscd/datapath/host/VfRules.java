package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.datapath.nvsp.NvspVersion;

/**
 * Who has the VF and where the filter delivers.
 *
 * <pre>
 *   UNAVAILABLE - VF given -> AVAILABLE - 128(1) sent -> ADVERTISED - device offered -> READY
 *   ADVERTISED, READY - guest's 129(VF) -> SWITCH_PENDING - made -> SWITCHED; failed -> own 129(0), READY
 *   SWITCHED - guest's 129(synthetic) -> SWITCH_PENDING - made -> READY
 *   VF taken: the completion that is due, own 129(0) if it was the VF's turn, 128(0) -> UNAVAILABLE
 * </pre>
 *
 * Any other request of the guest is completed at once and changes nothing. A completion never says how it went.
 */
final class VfRules {
    /** Transaction of the host's VF associations, as Microsoft's open host has it. */
    static final long ASSOCIATION_ID = 0x8000_0000_0000_0000L;
    /** Transaction of the host's own switches. */
    static final long OWN_SWITCH_ID = 0x8000_0000_0000_0001L;

    private VfRules() {
    }

    static void associate(Turn turn, boolean allocated, int serial) {
        VfView vf = turn.vf();
        boolean sameAgain = allocated && vf.state() != VfState.UNAVAILABLE && vf.serial() == serial;
        if (sameAgain && vf.state() != VfState.AVAILABLE) {
            tell(turn, true, serial, HostAct.Timing.IN_TURN);
        } else if (allocated) {
            if (vf.state() != VfState.UNAVAILABLE && !sameAgain) {
                take(turn, vf.serial());
            }
            turn.become(turn.vf().withSerial(serial).in(VfState.AVAILABLE));
            announce(turn, HostAct.Timing.IN_TURN);
        } else {
            take(turn, serial);
        }
    }

    /** Tells the guest of its VF as soon as it can be told. */
    static void announce(Turn turn, HostAct.Timing timing) {
        if (turn.vf().state() == VfState.AVAILABLE && turn.session().canAssociate()) {
            tell(turn, true, turn.vf().serial(), timing);
            turn.become(turn.vf().in(VfState.ADVERTISED));
        }
    }

    static void deviceOffered(Turn turn) {
        if (turn.vf().state() == VfState.ADVERTISED) {
            turn.become(turn.vf().in(VfState.READY));
        }
    }

    static void guestWants(Turn turn, HostInput.FromGuest request, DataPath path) {
        VfState state = turn.vf().state();
        boolean allowed = path == DataPath.VF
                ? state == VfState.ADVERTISED || state == VfState.READY
                : state == VfState.SWITCHED;
        if (allowed && turn.session().speaks(NvspVersion.V4)) {
            turn.become(turn.vf().pending(path, request.transactionId(), request.completionRequested()));
            turn.act(new HostAct.StartSwitch(path, request.transactionId()));
        } else {
            complete(turn, request.transactionId(), request.completionRequested());
        }
    }

    static void switchMade(Turn turn, long transactionId) {
        VfView vf = turn.vf();
        if (vf.state() != VfState.SWITCH_PENDING || vf.pendingId() != transactionId) {
            return;
        }
        boolean fails = vf.pendingPath() == DataPath.VF && turn.mischief().failNext();
        if (fails) {
            turn.become(turn.mischief().failingNext(false));
            turn.become(vf.in(VfState.READY));
        } else {
            VfState next = vf.pendingPath() == DataPath.VF ? VfState.SWITCHED : VfState.READY;
            turn.become(vf.in(next).onPath(vf.pendingPath()));
        }
        complete(turn, transactionId, vf.wantsAnswer());
        if (fails) {
            saySynthetic(turn);
        }
    }

    static void force(Turn turn) {
        if (turn.vf().state() == VfState.SWITCH_PENDING || turn.vf().state() == VfState.SWITCHED) {
            settle(turn);
            turn.become(turn.vf().in(VfState.READY));
        }
        saySynthetic(turn);
    }

    static void release(Turn turn) {
        for (long transactionId : turn.mischief().held()) {
            turn.act(new HostAct.Complete(transactionId, null, HostAct.Timing.AT_ONCE));
        }
        turn.become(turn.mischief().holding(false).withoutHeld());
    }

    private static void take(Turn turn, int serial) {
        VfView vf = turn.vf();
        boolean wasTheVfsTurn = vf.path() == DataPath.VF && vf.state() == VfState.SWITCHED
                || vf.pendingPath() == DataPath.VF;
        settle(turn);
        if (wasTheVfsTurn) {
            saySynthetic(turn);
        }
        turn.become(turn.vf().in(VfState.UNAVAILABLE));
        if (vf.state() != VfState.AVAILABLE) {
            tell(turn, false, serial, HostAct.Timing.IN_TURN);
        }
    }

    /** Ends a pending switch with its completion and puts the filter on the synthetic path. */
    private static void settle(Turn turn) {
        VfView vf = turn.vf();
        turn.become(vf.in(vf.state()).onPath(DataPath.SYNTHETIC));
        if (vf.state() == VfState.SWITCH_PENDING) {
            complete(turn, vf.pendingId(), vf.wantsAnswer());
        }
    }

    private static void complete(Turn turn, long transactionId, boolean wanted) {
        Mischief mischief = turn.mischief();
        if (!wanted || mischief.silent()) {
            return;
        }
        if (mischief.dropNext()) {
            turn.become(mischief.droppingNext(false));
        } else if (mischief.holding()) {
            turn.become(mischief.plusHeld(transactionId));
        } else {
            turn.act(new HostAct.Complete(transactionId, null, HostAct.Timing.AT_ONCE));
        }
    }

    private static void saySynthetic(Turn turn) {
        if (turn.session().speaks(NvspVersion.V4)) {
            turn.act(new HostAct.Send(OWN_SWITCH_ID, true, new SwitchDataPath(DataPath.SYNTHETIC),
                    HostAct.Timing.IN_TURN));
        }
    }

    private static void tell(Turn turn, boolean allocated, int serial, HostAct.Timing timing) {
        if (turn.session().canAssociate()) {
            turn.act(new HostAct.Send(ASSOCIATION_ID, true, new VfAssociation(allocated, serial), timing));
        }
    }
}
