package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.vmbus.CompletionQueue;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.RingBuffer;

/** One ring pair of a channel from the host's side: what comes on it is completed on it. */
final class HostLane {
    /** More completions than this cannot be owed: the guest uses sections that it has not been given back. */
    static final int ACKNOWLEDGEMENTS_MAX = 1 << 16;

    private final GuestReader reader;
    private final GuestWriter writer;
    private final CompletionQueue acknowledgements = new CompletionQueue(ACKNOWLEDGEMENTS_MAX);

    HostLane(MemoryVmbusDevice device, RingBuffer fromGuest, RingBuffer toGuest, HostFacts facts,
            GuestPages pages, ReceiveBufferSpace space, FrameSpread spread, GuestReader.Ears ears) {
        reader = new GuestReader(device, fromGuest, facts, pages, ears);
        writer = new GuestWriter(device, toGuest, facts, space, spread);
    }

    GuestReader reader() {
        return reader;
    }

    GuestWriter writer() {
        return writer;
    }

    /** Packets whose frames are on their way or gone, to be completed. */
    CompletionQueue acknowledgements() {
        return acknowledgements;
    }

    /** Completes packets whose frames are gone; returns how many. */
    int acknowledge() {
        int written = 0;
        while (!acknowledgements.isEmpty() && completed(
                acknowledgements.firstTransactionId(), acknowledgements.firstStatus())) {
            acknowledgements.removeFirst();
            written++;
        }
        return written;
    }

    private boolean completed(long transactionId, int status) {
        return status == NvspStatus.SUCCESS
                ? writer.acknowledge(transactionId)
                : writer.refuse(transactionId, status);
    }
}
