package io.netvscd.datapath.host;

import io.netvscd.datapath.vmbus.CompletionQueue;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;

/** One channel incarnation from the host's side: its memory, its reader and writer, and what waits to be written. */
final class HostChannel {
    private final MemoryVmbusDevice device;
    private final GuestReader reader;
    private final GuestWriter writer;
    private final HostMachine machine;
    private final Outbox outbox = new Outbox();
    private final CompletionQueue acknowledgements = new CompletionQueue(Integer.MAX_VALUE);

    HostChannel(HostSettings settings, MemoryVmbusDevice device, GuestReader.Ears ears) {
        this.device = device;
        HostFacts facts = HostFacts.of(settings, device.receiveBufferGpadl(), device.sendBufferGpadl());
        reader = new GuestReader(device, facts, ears);
        writer = new GuestWriter(device, facts);
        machine = new HostMachine(facts);
    }

    MemoryVmbusDevice device() {
        return device;
    }

    GuestReader reader() {
        return reader;
    }

    GuestWriter writer() {
        return writer;
    }

    HostMachine machine() {
        return machine;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Packets whose frames are on their way or gone, to be completed. */
    CompletionQueue acknowledgements() {
        return acknowledgements;
    }

    /** Writes what is due; returns how many messages that were. A silent host's answers come to nothing. */
    int writeDue(long nowNs, HostState state) {
        int written = 0;
        for (Outgoing message = outbox.due(nowNs); message != null; message = outbox.due(nowNs)) {
            boolean withheld = message.answer() && state.mischief().silent();
            if (!withheld && !writer.send(message, state.session())) {
                break;
            }
            outbox.remove();
            written++;
        }
        return written;
    }

    /** Completes packets whose frames are gone; returns how many. */
    int acknowledge() {
        int written = 0;
        while (!acknowledgements.isEmpty() && writer.acknowledge(acknowledgements.firstTransactionId())) {
            acknowledgements.removeFirst();
            written++;
        }
        return written;
    }

    void close() {
        writer.publish();
        device.closeHost();
    }
}
