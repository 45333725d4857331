package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;

/**
 * The guest's end of one pair of rings, the primary channel's or a sub-channel's: frames are received and completed on
 * the channel that they came on, since transaction ids mean something there alone. What carries no frames goes to the
 * {@link Ear}.
 */
final class PortChannel {
    private static final int PACKETS_PER_ROUND = 256;
    private static final int SECTION_BYTES_MIN = 68;

    /** Hears packets that carry no frames. */
    interface Ear {
        /** A message or a completion; false where such a packet has no place on this channel. */
        boolean heard(Packet packet);
    }

    private final int index;
    private final VmbusDevice device;
    private final MalformedReports reports;
    private final Ear ear;
    private final RingProducer producer;
    private final RingConsumer consumer;
    private final Packet packet = new Packet();
    private final CompletionSender completions;
    private final PortReceiver receiver;
    private boolean masked;
    private boolean headSeen;
    private long headSinceNs;

    /** @param index its number among the channels of the device, 0 for the primary one */
    PortChannel(int index, VmbusDevice device, ChannelListener listener, MalformedReports reports, Ear ear) {
        this.index = index;
        this.device = device;
        this.reports = reports;
        this.ear = ear;
        producer = new RingProducer(device.outbound());
        consumer = new RingConsumer(device.inbound());
        completions = new CompletionSender(producer, device.receiveBufferBytes() / SECTION_BYTES_MIN + 1);
        receiver = new PortReceiver(device, listener, reports, completions, index);
    }

    RingProducer producer() {
        return producer;
    }

    PortReceiver receiver() {
        return receiver;
    }

    int interruptDescriptor() {
        return device.interruptDescriptor();
    }

    /** Adds frames to a burst, as far as it has room. */
    void receive(Burst burst) {
        headSeen = false;
        int packets = 0;
        while (burst.size < burst.capacity() && packets < PACKETS_PER_ROUND) {
            if (receiver.atPacket()) {
                receiver.fill(burst);
            } else if (!next()) {
                break;
            }
            packets++;
        }
        giveSpaceBack();
    }

    /**
     * Reads until the ring is empty, the round's budget is used up, or frames wait that a datapath may still receive:
     * so long that they are dropped if none does.
     */
    int drain(long nowNs, long waitNs) {
        int work = completions.flush();
        for (int packets = 0; packets < PACKETS_PER_ROUND; packets++) {
            if (receiver.atPacket()) {
                if (!headSeen) {
                    headSeen = true;
                    headSinceNs = nowNs;
                }
                if (nowNs - headSinceNs < waitNs) {
                    break;
                }
                receiver.drop();
                headSeen = false;
            } else if (!next()) {
                break;
            }
            work++;
        }
        giveSpaceBack();
        return work + completions.flush();
    }

    /** When frames that nobody receives have waited long enough. */
    long deadlineNs(long waitNs) {
        return headSeen ? headSinceNs + waitNs : Long.MAX_VALUE;
    }

    int flushCompletions() {
        return completions.flush();
    }

    int completionsWaiting() {
        return completions.size();
    }

    void publish() {
        if (producer.publish()) {
            device.signal();
        }
    }

    /**
     * Nothing was found to do: has the host signal the next packet, and room for what waits, then looks once more.
     *
     * @param moreWaits something beside completions waits for room
     * @return false when there is something to do already, or the device is gone
     */
    boolean rests(boolean moreWaits) {
        if (!moreWaits && completions.isEmpty()) {
            producer.stopAwaiting();
        } else if (!producer.awaitSpace(CompletionSender.ROOM_BYTES)) {
            return false;
        }
        // Also while frames wait: the interrupt that told of them would let nobody sleep until they are received.
        device.acknowledgeInterrupt();
        if (device.gone()) {
            return false;
        }
        if (receiver.atPacket()) {
            return true;
        }
        masked = !consumer.unmask();
        if (masked) {
            consumer.mask();
        }
        return !masked;
    }

    /** Reads one packet and deals with it; false when there is none or too many completions wait. */
    private boolean next() {
        if (!receiver.hasRoom()) {
            return false;
        }
        RingRead read = consumer.next(packet);
        if (read == RingRead.EMPTY) {
            return false;
        }
        if (!masked) {
            masked = true;
            consumer.mask();
        }
        if (read == RingRead.MALFORMED) {
            reports.report(packet.fault().what(), packet::firstBytes);
        } else if (packet.type() == PacketType.TRANSFER_PAGES) {
            receiver.begin(packet);
        } else if (!ear.heard(packet)) {
            String where = index == 0 ? "" : " on sub-channel " + index;
            reports.report(packet.type() == PacketType.COMPLETION
                    ? "completion of a packet that is not outstanding" + where
                    : "packet type " + packet.type() + " is not one that a network host sends" + where,
                    packet::firstBytes);
        }
        return true;
    }

    private void giveSpaceBack() {
        if (consumer.advance()) {
            device.signal();
        }
    }
}
