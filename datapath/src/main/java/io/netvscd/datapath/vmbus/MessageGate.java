package io.netvscd.datapath.vmbus;

import java.util.Arrays;

/**
 * Between a port and who owns its channel: the owner has each message of the host's in its mailbox and in the journal, so a
 * host that does nothing but talk is heard {@value #BURST} times at once and a thousand times a second after that. What
 * it says beyond is dropped, counted and reported with its first octets, as are messages longer than any that exists.
 */
final class MessageGate implements ChannelListener {
    static final int BURST = 1024;
    /** Of an in-band message or completion; an indirection table has 104. */
    static final int MESSAGE_BYTES_MAX = 4096;

    private static final long INTERVAL_NS = 1_000_000;

    private final ChannelListener owner;
    private final MalformedReports reports;
    private final Allowance allowance = new Allowance(BURST, INTERVAL_NS);

    MessageGate(ChannelListener owner, MalformedReports reports) {
        this.owner = owner;
        this.reports = reports;
    }

    /** Lets time pass. */
    void at(long nowNs) {
        allowance.at(nowNs);
    }

    /** Whether a packet's payload is short enough to be copied; if not, it is dropped here. */
    boolean isShort(Packet packet) {
        if (packet.payloadBytes() <= MESSAGE_BYTES_MAX) {
            return true;
        }
        reports.report("message of " + packet.payloadBytes() + " octets", packet::firstBytes);
        return false;
    }

    @Override
    public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
        if (admits(payload)) {
            owner.hostMessage(transactionId, completionRequested, payload);
        }
    }

    @Override
    public void hostCompletion(long transactionId, byte[] payload) {
        if (admits(payload)) {
            owner.hostCompletion(transactionId, payload);
        }
    }

    @Override
    public void hostRndis(byte[] message) {
        if (admits(message)) {
            owner.hostRndis(message);
        }
    }

    @Override
    public void hostMalformed(String what, byte[] firstBytes) {
        owner.hostMalformed(what, firstBytes);
    }

    @Override
    public void ringCorrupt(String what) {
        owner.ringCorrupt(what);
    }

    @Override
    public void subchannel(int index, String fault) {
        owner.subchannel(index, fault);
    }

    @Override
    public void ringFull(long transactionId) {
        owner.ringFull(transactionId);
    }

    private boolean admits(byte[] content) {
        boolean admitted = allowance.take();
        if (!admitted) {
            reports.report("more messages than a host has to say",
                    limit -> Arrays.copyOf(content, Math.min(limit, content.length)));
        }
        return admitted;
    }
}
