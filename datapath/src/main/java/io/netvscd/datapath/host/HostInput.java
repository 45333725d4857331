package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.RndisMessage;

/** What the host's decisions are about. */
sealed interface HostInput {
    /** A channel incarnation begins. */
    record Opened() implements HostInput {
    }

    /** It ended: the guest closed it, or the host took the device back. */
    record Closed() implements HostInput {
    }

    /** An in-band message of the guest. */
    record FromGuest(long transactionId, boolean completionRequested, NvspMessage message) implements HostInput {
    }

    /** An in-band packet that is no NVSP message. */
    record Unreadable(long transactionId, boolean completionRequested, String why) implements HostInput {
    }

    /** An RNDIS control message of the guest. */
    record RndisFromGuest(RndisMessage message) implements HostInput {
    }

    /** A switch that {@link HostAct.StartSwitch} began has been made. */
    record SwitchMade(long transactionId) implements HostInput {
    }

    /** The function is there for the guest to find. */
    record DeviceOffered() implements HostInput {
    }

    /** A command that the machine decides about. */
    record Commanded(HostCommand command) implements HostInput {
    }
}
