package io.netvscd.replay.sim;

import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.replay.scenario.HostStep;
import java.math.BigInteger;

/** The steps of hosts in scenario files, as the embedded host is told them. */
public final class HostOrders {
    private HostOrders() {
    }

    /** What a host is told that is to do this. */
    public static HostCommand of(HostStep step) {
        return switch (step.verb()) {
            case OFFER -> new HostCommand.Offer();
            case RESCIND -> new HostCommand.Rescind();
            case VF_ASSOCIATION -> new HostCommand.VfAssociation(step.allocated(), step.serial());
            case FORCE_SYNTHETIC -> new HostCommand.ForceSynthetic();
            case LINK -> new HostCommand.Link(step.linkUp());
            case NETWORK_CHANGE -> new HostCommand.NetworkChange();
            case HOLD_COMPLETIONS -> new HostCommand.HoldCompletions();
            case RELEASE_COMPLETIONS -> new HostCommand.ReleaseCompletions();
            case DROP_COMPLETION -> new HostCommand.DropCompletion();
            case FAIL_SWITCH -> new HostCommand.FailSwitch();
            case LIMIT_VERSION -> new HostCommand.LimitVersion(NvspVersion.parse(step.version()));
            case REFUSE_OID -> new HostCommand.RefuseOid(new BigInteger(1, step.payload().toArray()).intValue());
            case LIMIT_MTU -> new HostCommand.LimitMtu(step.mtu());
            case STALL -> new HostCommand.Stall();
            case RESUME -> new HostCommand.Resume();
            case SILENT -> new HostCommand.Silent();
            case TALK -> new HostCommand.Talk();
            case RAW -> new HostCommand.Raw(step.payload().toArray());
        };
    }
}
