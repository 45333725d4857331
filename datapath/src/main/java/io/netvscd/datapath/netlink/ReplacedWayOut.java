package io.netvscd.datapath.netlink;

import io.netvscd.datapath.netlink.TrafficRule.Hook;
import java.io.IOException;

/** The rule is replaced as a whole, between two frames, for which the kernel takes a lock. */
final class ReplacedWayOut implements WayOut {
    private static final int REHEARSALS = 20;

    private final RouteSocket socket;
    private final RouteSocket datapathSocket;
    private final PreparedOrder opening;
    private final PreparedOrder shutting;
    /** Set by the datapath's thread before it opens, cleared when it has been shut after that. */
    private volatile boolean open;

    private ReplacedWayOut(RedirectControl control, PreparedOrder opening, PreparedOrder shutting) {
        socket = control.socket();
        datapathSocket = control.datapathSocket();
        this.opening = opening;
        this.shutting = shutting;
    }

    static ReplacedWayOut lay(RedirectControl control, int tap, RedirectAction out) throws IOException {
        int handle = control.traffic().put(tap, NONE);
        ReplacedWayOut made = new ReplacedWayOut(control,
                TrafficControl.exchange(tap, handle, TrafficRule.redirect(Hook.EGRESS, NUMBER, BpfProgram.EVERYTHING, out)),
                TrafficControl.exchange(tap, handle, NONE));
        made.rehearse();
        return made;
    }

    /** What is ordered for the first time in a process takes long, and on the datapath's thread nothing may. */
    private void rehearse() throws IOException {
        for (int i = 0; i < REHEARSALS; i++) {
            datapathSocket.order(shutting);
        }
    }

    @Override
    public void open() throws IOException {
        open = true;
        datapathSocket.order(opening);
    }

    @Override
    public void shut() throws IOException {
        if (open) {
            open = false;
            socket.order(shutting);
        }
    }

    @Override
    public void remove() throws IOException {
        shut();
    }
}
