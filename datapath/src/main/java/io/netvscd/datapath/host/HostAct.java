package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.RndisMessage;

/** What the shell must now do. */
sealed interface HostAct {
    /** When something may enter the ring. */
    enum Timing {
        /** After the host's latency, behind everything that was queued before. */
        ANSWER,
        /** Now, but behind everything that was queued before. */
        IN_TURN,
        /** Now, before everything that waits. */
        AT_ONCE
    }

    /** An in-band message of the host's own. */
    record Send(long transactionId, boolean completionRequested, NvspMessage message, Timing timing)
            implements HostAct {
    }

    /** A completion; {@code message} is null for one without payload. */
    record Complete(long transactionId, NvspMessage message, Timing timing) implements HostAct {
    }

    /** An RNDIS control message. */
    record SendRndis(RndisMessage message, Timing timing) implements HostAct {
    }

    /** Begins to move the filter; {@link HostInput.SwitchMade} follows after the host's latency. */
    record StartSwitch(DataPath path, long transactionId) implements HostAct {
    }

    /** Sub-channels are there for the guest to open. */
    record OfferSubchannels(int count) implements HostAct {
    }

    /** The guest broke a rule; counted. */
    record Note(String violation) implements HostAct {
    }
}
