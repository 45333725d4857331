package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Gate;
import io.netvscd.datapath.netlink.TrafficRule.Hook;
import java.io.IOException;

/** The way from a TAP to the VF that leaves the holder of the TAP out, and the rule at the TAP that it is. Shut at first. */
interface WayOut {
    int NUMBER = 0x70;
    /** The rule at a TAP that has no such way. */
    TrafficRule NONE = TrafficRule.passOn(Hook.EGRESS, NUMBER);

    /** Opens it. Called by the datapath's thread, at a moment when it holds no frame. */
    void open() throws IOException;

    /** Shuts it; nothing happens where it is shut. */
    void shut() throws IOException;

    /** Does away with it, so that nothing of the rule refers to the action any more. */
    void remove() throws IOException;

    /** Lays one by the best means that the kernel offers: a gate, or where {@code bpf(2)} is refused a rule that is replaced. */
    static WayOut lay(RedirectControl control, int tap, RedirectAction out) throws IOException {
        Gate gate;
        try {
            gate = Gate.make();
        } catch (ErrnoException refused) {
            return ReplacedWayOut.lay(control, tap, out);
        }
        return GatedWayOut.lay(control, tap, out, gate);
    }
}
