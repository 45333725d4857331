package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspVersion;

/** What an operator, a scenario or a lab has the embedded host do. Obeyed in the host's next round. */
public sealed interface HostCommand {
    /** Offers the device to the guest. Nothing happens when it is offered already. */
    record Offer() implements HostCommand {
    }

    /** Takes the device back. */
    record Rescind() implements HostCommand {
    }

    /** The guest, having closed its channel, opens it anew: it gets another incarnation with other memory. */
    record Reopen() implements HostCommand {
    }

    /** A VF is given to the NIC or taken from it, and the guest told so as soon as it can be: NVSP 128. */
    record VfAssociation(boolean allocated, int serial) implements HostCommand {
    }

    /** Moves the filter to the synthetic path and says so: NVSP 129 from the host. */
    record ForceSynthetic() implements HostCommand {
    }

    /** The link comes or goes: RNDIS MEDIA_CONNECT and MEDIA_DISCONNECT. */
    record Link(boolean up) implements HostCommand {
    }

    /** RNDIS NETWORK_CHANGE: the guest shows its link down and up again. */
    record NetworkChange() implements HostCommand {
    }

    /** Keeps the completions of SWITCH_DATA_PATH back from now on; the switches themselves are made. */
    record HoldCompletions() implements HostCommand {
    }

    /** Sends the completions that were kept back, in order, and keeps none any more. */
    record ReleaseCompletions() implements HostCommand {
    }

    /** Never sends the next completion of SWITCH_DATA_PATH; the switch itself is made. */
    record DropCompletion() implements HostCommand {
    }

    /** The next switch to the VF fails: an empty completion like any other, then the host's own NVSP 129. */
    record FailSwitch() implements HostCommand {
    }

    /** Refuses newer versions of NVSP. */
    record LimitVersion(NvspVersion version) implements HostCommand {
    }

    /** Knows this OID no longer: a query and a set of it fail with INVALID_OID. 0: knows all again. */
    record RefuseOid(int oid) implements HostCommand {
    }

    /** Refuses a guest whose frames are to be longer than this MTU: it gets no receive buffer. */
    record LimitMtu(int mtu) implements HostCommand {
    }

    /** Offers so many sub-channels fewer than it grants. */
    record LoseSubchannels(int count) implements HostCommand {
    }

    /** Reads nothing from the ring any more. */
    record Stall() implements HostCommand {
    }

    /** Reads again. */
    record Resume() implements HostCommand {
    }

    /** Goes on reading and forwarding frames, but obeys no request and answers none; frames' completions wait. */
    record Silent() implements HostCommand {
    }

    /** Answers again what comes from now on. */
    record Talk() implements HostCommand {
    }

    /** Sends these octets as the payload of an in-band packet. */
    record Raw(byte[] payload) implements HostCommand {
        public Raw {
            payload = payload.clone();
        }
    }
}
