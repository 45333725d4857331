package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;

/**
 * The guest's end of a sub-channel: rings of its own, into and out of the buffers of the primary. Its host says nothing
 * on it but frames and completions, and each is answered on it: transaction ids mean something on their channel alone.
 */
final class PortSubchannel {
    private static final int PACKETS_PER_ROUND = 256;
    private static final int SECTION_BYTES_MIN = 68;

    private final int index;
    private final VmbusDevice device;
    private final MalformedReports reports;
    private final RingProducer producer;
    private final RingConsumer consumer;
    private final Packet packet = new Packet();
    private final CompletionSender completions;
    private final PortReceiver receiver;
    private boolean masked;
    private boolean headSeen;
    private long headSinceNs;

    /** @param index its number among the channels of the device, 1 or more */
    PortSubchannel(int index, VmbusDevice device, ChannelListener listener, MalformedReports reports) {
        this.index = index;
        this.device = device;
        this.reports = reports;
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
    void receive(Burst burst, PortTransmitter transmitter) {
        headSeen = false;
        int packets = 0;
        while (burst.size < burst.capacity() && packets < PACKETS_PER_ROUND) {
            if (receiver.atPacket()) {
                receiver.fill(burst);
            } else if (!next(transmitter)) {
                break;
            }
            packets++;
        }
        giveSpaceBack();
    }

    /** Reads what is no frame; frames wait for a datapath for a while if there is one. */
    int drain(long nowNs, long waitNs, PortTransmitter transmitter) {
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
            } else if (!next(transmitter)) {
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

    void flush() {
        completions.flush();
        publish();
    }

    void publish() {
        if (producer.publish()) {
            device.signal();
        }
    }

    int completionsWaiting() {
        return completions.size();
    }

    /** Has the host signal the next packet; false when one is there already. */
    boolean sleeps() {
        if (!completions.isEmpty()) {
            if (!producer.awaitSpace(CompletionSender.ROOM_BYTES)) {
                return false;
            }
        } else {
            producer.stopAwaiting();
        }
        if (receiver.atPacket()) {
            return true;
        }
        device.acknowledgeInterrupt();
        if (consumer.unmask()) {
            masked = false;
            return true;
        }
        consumer.mask();
        masked = true;
        return false;
    }

    private boolean next(PortTransmitter transmitter) {
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
            malformed(packet.fault().what());
        } else if (packet.type() == PacketType.TRANSFER_PAGES) {
            receiver.begin(packet);
        } else if (packet.type() != PacketType.COMPLETION) {
            malformed("packet type " + packet.type() + " on sub-channel " + index);
        } else if (!transmitter.complete(packet, index)) {
            malformed("completion of a packet that is not outstanding on sub-channel " + index);
        }
        return true;
    }

    private void malformed(String what) {
        reports.report(what, packet::firstBytes);
    }

    private void giveSpaceBack() {
        if (consumer.advance()) {
            device.signal();
        }
    }
}
