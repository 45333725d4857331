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
    private static final int REHEARSALS = 20;
    /** The rule at the TAP while the system's frames come to whoever holds the TAP. */
    static final TrafficRule LEAVING_HERE = TrafficRule.passOn(Hook.EGRESS, LEAVING);
    /** The rule at the VF while what arrives there is nobody's. */
    static final TrafficRule ARRIVING_NOWHERE = TrafficRule.passOn(Hook.INGRESS, ARRIVING);

    private final RouteSocket socket;
    private final RouteSocket datapathSocket;
    private final TrafficControl traffic;
    private final int vf;
    private final RedirectAction out;
    private final RedirectAction in;
    private final PreparedOrder leaveHere;
    private final PreparedOrder leaveOnVf;
    private final PreparedOrder arriveNowhere;
    private final PreparedOrder arriveWhileStandingBy;
    private final PreparedOrder arriveWhileCarrying;
    private Passage passage = Passage.CLOSED;
    /** Set by the datapath's thread before it puts the rule at the TAP in its place, cleared when it has been taken back after that. */
    private volatile boolean leaves;
    private long refused;
    private int refusedBefore;

    private VfRedirect(RedirectControl control, int tap, int vf, MacAddress guardedAgainst, RedirectAction out, RedirectAction in)
            throws IOException {
        socket = control.socket();
        datapathSocket = control.datapathSocket();
        traffic = control.traffic();
        this.vf = vf;
        this.out = out;
        this.in = in;
        int atTap = traffic.put(tap, LEAVING_HERE);
        int atVf = traffic.put(vf, ARRIVING_NOWHERE);
        leaveHere = TrafficControl.exchange(tap, atTap, LEAVING_HERE);
        leaveOnVf = TrafficControl.exchange(tap, atTap,
                TrafficRule.redirect(Hook.EGRESS, LEAVING, BpfProgram.EVERYTHING, out));
        arriveNowhere = TrafficControl.exchange(vf, atVf, ARRIVING_NOWHERE);
        boolean guarded = guardedAgainst != null;
        arriveWhileStandingBy = TrafficControl.exchange(vf, atVf, TrafficRule.redirect(Hook.INGRESS, ARRIVING,
                guarded ? BpfProgram.unicastNotFrom(guardedAgainst) : BpfProgram.EVERYTHING, in));
        arriveWhileCarrying = TrafficControl.exchange(vf, atVf, TrafficRule.redirect(Hook.INGRESS, ARRIVING,
                guarded ? BpfProgram.notFrom(guardedAgainst) : BpfProgram.EVERYTHING, in));
    }

    /** What is ordered for the first time in a process takes long, and on the datapath's thread nothing may. */
    private void rehearse() throws IOException {
        for (int i = 0; i < REHEARSALS; i++) {
            datapathSocket.order(leaveHere);
        }
    }

    static VfRedirect lay(RedirectControl control, int tap, int vf, MacAddress guardedAgainst) throws IOException {
        RedirectAction out = RedirectAction.make(control.socket(), Direction.OUT, vf, tap);
        RedirectAction in = null;
        try {
            in = RedirectAction.make(control.socket(), Direction.IN, tap, tap);
            VfRedirect lane = new VfRedirect(control, tap, vf, guardedAgainst, out, in);
            lane.rehearse();
            return lane;
        } catch (IOException failed) {
            out.delete(control.socket());
            if (in != null) {
                in.delete(control.socket());
            }
            throw failed;
        }
    }

    /** The VF's device. */
    public int vf() {
        return vf;
    }

    /**
     * Lets that much pass from now on; done when this returns, but for what the system sends, which leaves on the VF when
     * {@link #leaveOnVf} has been called after this. What leaves is stopped first.
     */
    public void pass(Passage next) throws IOException {
        if (leaves && next != Passage.CARRYING) {
            leaves = false;
            socket.order(leaveHere);
        }
        if (next != passage) {
            passage = next;
            socket.order(switch (next) {
                case CLOSED -> arriveNowhere;
                case RECEIVING -> arriveWhileStandingBy;
                case CARRYING -> arriveWhileCarrying;
            });
        }
    }

    /** Lets what the system sends leave on the VF. Called by the datapath's thread, at a moment when it holds no frame. */
    public void leaveOnVf() throws IOException {
        leaves = true;
        datapathSocket.order(leaveOnVf);
    }

    /** What the system sends comes to the TAP's holder from now on: the VF can carry nothing. The order to that effect follows. */
    public void stopLeaving() throws IOException {
        if (leaves) {
            socket.order(leaveHere);
        }
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
