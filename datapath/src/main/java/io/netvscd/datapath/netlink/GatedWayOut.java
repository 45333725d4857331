package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Gate;
import io.netvscd.datapath.netlink.TrafficRule.Hook;
import java.io.IOException;

/** The rule stays as it is and asks a gate: no lock that the kernel holds while a VF goes keeps it from being shut. */
final class GatedWayOut implements WayOut {
    private final TrafficControl traffic;
    private final int tap;
    private final Gate gate;

    private GatedWayOut(TrafficControl traffic, int tap, Gate gate) {
        this.traffic = traffic;
        this.tap = tap;
        this.gate = gate;
    }

    static GatedWayOut lay(RedirectControl control, int tap, RedirectAction out, Gate gate) throws IOException {
        try {
            control.traffic().put(tap, TrafficRule.redirect(Hook.EGRESS, NUMBER, gate, out));
            return new GatedWayOut(control.traffic(), tap, gate);
        } catch (IOException refused) {
            gate.close();
            throw refused;
        }
    }

    @Override
    public void open() {
        gate.open();
    }

    @Override
    public void shut() {
        gate.shut();
    }

    @Override
    public void remove() throws IOException {
        gate.close();
        traffic.put(tap, NONE);
    }
}
