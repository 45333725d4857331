package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.Passage;
import io.netvscd.datapath.forward.Passed;
import io.netvscd.datapath.linux.Detour;
import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.netlink.RedirectAction.Counts;
import io.netvscd.datapath.netlink.RedirectAction.Direction;
import io.netvscd.datapath.netlink.TrafficRule.Hook;
import java.io.IOException;
import java.util.List;

/**
 * The rules between one TAP and one VF. The one at the VF is replaced as a whole, between two frames, with each switch, and comes
 * before the one that keeps the VF's frames from the system; the one at the TAP is a {@link WayOut}.
 */
public final class VfRedirect {
    private static final int ARRIVING = 0x70;
    private static final int DETOURED = 0x6f;
    /** By its place, where it is to be taken away. */
    private static final TrafficRule DETOURED_NOWHERE = TrafficRule.passOn(Hook.INGRESS, DETOURED);
    /** The rule at the VF while what arrives there is nobody's. */
    static final TrafficRule ARRIVING_NOWHERE = TrafficRule.passOn(Hook.INGRESS, ARRIVING);

    private final RouteSocket socket;
    private final TrafficControl traffic;
    private final int vf;
    private final WayOut wayOut;
    private final RedirectAction out;
    private final RedirectAction in;
    private final PreparedOrder arriveNowhere;
    private final PreparedOrder arriveWhileStandingBy;
    private final PreparedOrder arriveWhileCarrying;
    private Passage passage = Passage.CLOSED;
    private long refused;
    private int refusedBefore;

    private VfRedirect(RedirectControl control, int vf, int atVf, WayOut wayOut, MacAddress guardedAgainst, RedirectAction out,
            RedirectAction in) {
        socket = control.socket();
        traffic = control.traffic();
        this.vf = vf;
        this.wayOut = wayOut;
        this.out = out;
        this.in = in;
        arriveNowhere = TrafficControl.exchange(vf, atVf, ARRIVING_NOWHERE);
        boolean guarded = guardedAgainst != null;
        arriveWhileStandingBy = TrafficControl.exchange(vf, atVf, TrafficRule.redirect(Hook.INGRESS, ARRIVING,
                guarded ? BpfProgram.unicastNotFrom(guardedAgainst) : BpfProgram.EVERYTHING, in));
        arriveWhileCarrying = TrafficControl.exchange(vf, atVf, TrafficRule.redirect(Hook.INGRESS, ARRIVING,
                guarded ? BpfProgram.notFrom(guardedAgainst) : BpfProgram.EVERYTHING, in));
    }

    static VfRedirect lay(RedirectControl control, int tap, int vf, MacAddress guardedAgainst) throws IOException {
        RedirectAction out = RedirectAction.make(control.socket(), Direction.OUT, vf, tap);
        RedirectAction in = null;
        try {
            in = RedirectAction.make(control.socket(), Direction.IN, tap, tap);
            int atVf = control.traffic().put(vf, ARRIVING_NOWHERE);
            return new VfRedirect(control, vf, atVf, WayOut.lay(control, tap, out), guardedAgainst, out, in);
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
        if (next != Passage.CARRYING) {
            wayOut.shut();
        }
        if (next != passage) {
            passage = next;
            replaceAtVf(switch (next) {
                case CLOSED -> arriveNowhere;
                case RECEIVING -> arriveWhileStandingBy;
                case CARRYING -> arriveWhileCarrying;
            });
        }
    }

    /** The rule goes with its device: where that has gone there is nothing to replace. */
    private void replaceAtVf(PreparedOrder rule) throws IOException {
        try {
            socket.order(rule);
        } catch (ErrnoException refused) {
            if (!refused.is(Errno.ENODEV)) {
                throw refused;
            }
        }
    }

    /** Has the kernel keep to this detour, which it then need not ask for: what has taken it is not handed to the TAP as well. */
    public void respect(Detour detour) throws IOException {
        traffic.put(vf, TrafficRule.dropDetoured(Hook.INGRESS, DETOURED, detour));
    }

    /** Lets what the system sends leave on the VF. Called by the datapath's thread, at a moment when it holds no frame. */
    public void leaveOnVf() throws IOException {
        wayOut.open();
    }

    /** What the system sends comes to the TAP's holder from now on: the VF can carry nothing. The order to that effect follows. */
    public void stopLeaving() throws IOException {
        wayOut.shut();
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

    /** Frames that the device has not taken, by the rule's own counter, which begins anew after 2^32; any thread may ask. */
    public int refusals() throws IOException {
        return RedirectAction.count(socket, out, in).get(0).refused();
    }

    List<RedirectAction> actions() {
        return List.of(out, in);
    }

    /** Takes the rules away, the one at the VF too where the one at the TAP is gone already. */
    void remove() throws IOException {
        try {
            wayOut.remove();
        } finally {
            takeAway(traffic, vf);
        }
    }

    /** Takes away the rules of such a redirect at a VF, whoever has laid them. */
    static void takeAway(TrafficControl traffic, int vf) throws IOException {
        traffic.take(vf, DETOURED_NOWHERE);
        traffic.take(vf, ARRIVING_NOWHERE);
    }
}
