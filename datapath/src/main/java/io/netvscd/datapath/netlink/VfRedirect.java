package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.Passage;
import io.netvscd.datapath.forward.Passed;
import io.netvscd.datapath.netlink.RedirectAction.Counts;
import io.netvscd.datapath.netlink.RedirectAction.Direction;
import io.netvscd.datapath.netlink.TrafficRule.Hook;
import java.io.IOException;
import java.util.List;

/**
 * The two rules between one TAP and one VF. Each stays in its place and is replaced as a whole, between two frames, with each
 * switch. The rule at the VF comes before the one that keeps the VF's frames from the system.
 */
public final class VfRedirect {
    private static final int LEAVING = 0x70;
    private static final int ARRIVING = 0x70;
    /** The rule at the TAP while the system's frames come to whoever holds the TAP. */
    static final TrafficRule LEAVING_HERE = TrafficRule.passOn(Hook.EGRESS, LEAVING);
    /** The rule at the VF while what arrives there is nobody's. */
    static final TrafficRule ARRIVING_NOWHERE = TrafficRule.passOn(Hook.INGRESS, ARRIVING);

    private final RouteSocket socket;
    private final TrafficControl traffic;
    private final int tap;
    private final int vf;
    private final MacAddress guardedAgainst;
    private final RedirectAction out;
    private final RedirectAction in;
    private final int leavingHandle;
    private final int arrivingHandle;
    private Passage passage = Passage.CLOSED;
    private long refused;
    private int refusedBefore;

    private VfRedirect(RouteSocket socket, TrafficControl traffic, int tap, int vf, MacAddress guardedAgainst,
            RedirectAction out, RedirectAction in) throws IOException {
        this.socket = socket;
        this.traffic = traffic;
        this.tap = tap;
        this.vf = vf;
        this.guardedAgainst = guardedAgainst;
        this.out = out;
        this.in = in;
        leavingHandle = traffic.put(tap, LEAVING_HERE);
        arrivingHandle = traffic.put(vf, ARRIVING_NOWHERE);
    }

    static VfRedirect lay(RouteSocket socket, TrafficControl traffic, int tap, int vf, MacAddress guardedAgainst)
            throws IOException {
        RedirectAction out = RedirectAction.make(socket, Direction.OUT, vf, tap);
        RedirectAction in = null;
        try {
            in = RedirectAction.make(socket, Direction.IN, tap, tap);
            return new VfRedirect(socket, traffic, tap, vf, guardedAgainst, out, in);
        } catch (IOException failed) {
            out.delete(socket);
            if (in != null) {
                in.delete(socket);
            }
            throw failed;
        }
    }

    /** The VF's device. */
    public int vf() {
        return vf;
    }

    /** Lets that much pass from now on; done when this returns. What leaves the master is stopped first and begun last. */
    public void pass(Passage next) throws IOException {
        if (next == passage) {
            return;
        }
        if (passage == Passage.CARRYING) {
            passage = Passage.RECEIVING;
            TrafficControl.exchange(socket, tap, leavingHandle, LEAVING_HERE);
        }
        TrafficControl.exchange(socket, vf, arrivingHandle, arriving(next));
        passage = next == Passage.CLOSED ? next : Passage.RECEIVING;
        if (next == Passage.CARRYING) {
            TrafficControl.exchange(socket, tap, leavingHandle,
                    TrafficRule.redirect(Hook.EGRESS, LEAVING, BpfProgram.EVERYTHING, out));
            passage = next;
        }
    }

    private TrafficRule arriving(Passage next) {
        if (next == Passage.CLOSED) {
            return ARRIVING_NOWHERE;
        }
        BpfProgram program = BpfProgram.EVERYTHING;
        if (guardedAgainst != null) {
            boolean carrying = next == Passage.CARRYING;
            program = carrying ? BpfProgram.notFrom(guardedAgainst) : BpfProgram.unicastNotFrom(guardedAgainst);
        }
        return TrafficRule.redirect(Hook.INGRESS, ARRIVING, program, in);
    }

    /** What has passed so far, by the rules' own counters. */
    public Passed count() throws IOException {
        List<Counts> counts = RedirectAction.count(socket, out, in);
        Counts left = counts.get(0);
        Counts came = counts.get(1);
        refused += Integer.toUnsignedLong(left.refused() - refusedBefore);
        refusedBefore = left.refused();
        return new Passed(left.frames() - refused, left.bytes(), came.frames(), came.bytes(), refused);
    }

    List<RedirectAction> actions() {
        return List.of(out, in);
    }

    /** Takes the rules away, the one at the VF too where the one at the TAP is gone already. */
    void remove() throws IOException {
        try {
            pass(Passage.CLOSED);
        } finally {
            traffic.take(vf, ARRIVING_NOWHERE);
        }
    }
}
