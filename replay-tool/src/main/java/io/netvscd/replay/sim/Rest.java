package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a NIC is at rest: nothing is under way that could change it, and its host hides nothing. Only then guest, host
 * and machine must agree.
 */
final class Rest {
    /** While one of these runs, something is under way. A VF's upkeep tries again what was refused. */
    private static final Set<TimerName> UNREST = EnumSet.of(TimerName.HANDSHAKE_DEADLINE, TimerName.SWITCH_RETRY,
            TimerName.SWITCH_DEADLINE, TimerName.REOPEN, TimerName.RNDIS_DEADLINE, TimerName.LINK_SETTLE,
            TimerName.TAKEOVER, TimerName.SWITCH_BACKOFF, TimerName.SUBCHANNEL_DEADLINE, TimerName.KEEPALIVE_DEADLINE);

    private Rest() {
    }

    static boolean of(VirtualWorld world, VirtualNic nic) {
        VirtualDaemon daemon = world.daemon();
        return daemon != null && nic.hostIsCandid() && !daemon.stopping() && world.kernelIdle() && !world.watcherIsBlind()
                && nic.deadlineNs(true) == Long.MAX_VALUE && daemon.idle() && !busy(daemon, nic.setup().name());
    }

    private static boolean busy(VirtualDaemon daemon, String nic) {
        for (Map.Entry<OwnerId, Map<TimerName, Agenda.Entry>> ofOwner : daemon.timers().entrySet()) {
            if (ofOwner.getKey().nic().equals(nic)) {
                for (TimerName timer : ofOwner.getValue().keySet()) {
                    if (UNREST.contains(timer) || timer == TimerName.UPKEEP && ofOwner.getKey().kind() == OwnerId.Kind.VF) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
