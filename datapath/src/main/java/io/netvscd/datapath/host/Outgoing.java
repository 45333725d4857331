package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.RndisCodec;

/**
 * A control message on its way to the guest.
 *
 * @param answer given to a request, and so withheld by a silent host
 */
record Outgoing(Kind kind, long transactionId, boolean completionRequested, byte[] payload, boolean answer) {
    /** What an act of the host's mind has the host say, null for one that says nothing. */
    static Outgoing of(HostAct act, NvspVersion version) {
        if (act instanceof HostAct.Send send) {
            // The host's own switch is 8 octets whatever the version; its association is padded.
            byte[] payload = send.message() instanceof SwitchDataPath
                    ? NvspCodec.encodeUnpadded(send.message()) : NvspCodec.encode(send.message(), version);
            return new Outgoing(Kind.IN_BAND, send.transactionId(), send.completionRequested(), payload, false);
        } else if (act instanceof HostAct.Complete complete) {
            byte[] payload = complete.message() == null ? new byte[0] : NvspCodec.encode(complete.message(), version);
            return new Outgoing(Kind.COMPLETION, complete.transactionId(), false, payload, true);
        } else if (act instanceof HostAct.SendRndis rndis) {
            return new Outgoing(Kind.RNDIS, 0, false, RndisCodec.encode(rndis.message()), rndis.timing() == HostAct.Timing.ANSWER);
        }
        return null;
    }

    /** How it travels. */
    enum Kind {
        IN_BAND,
        COMPLETION,
        /** An RNDIS message, by way of the receive buffer. */
        RNDIS
    }
}
