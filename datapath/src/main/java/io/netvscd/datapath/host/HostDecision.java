package io.netvscd.datapath.host;

import java.util.List;

/** What one input brings about: the state after it, and what the shell must do, in order. */
record HostDecision(HostState state, List<HostAct> acts) {
    HostDecision {
        acts = List.copyOf(acts);
    }
}
