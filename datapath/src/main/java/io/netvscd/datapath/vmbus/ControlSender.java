package io.netvscd.datapath.vmbus;

import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Control messages out: in-band messages, completions of the host's packets, and RNDIS control messages through
 * sections.
 */
final class ControlSender {
    /** Completions of host messages that may wait for room; a host sends a handful that want one. */
    private static final int COMPLETIONS_MAX = 256;
    private static final int NVSP_SEND_BUFFER_COMPLETE = 105;

    private final RingProducer producer;
    private final ChannelListener listener;
    private final ControlSections sections;
    private final Scratch scratch = new Scratch();
    private final Queue<ChannelOrder.SendCompletion> waiting = new ArrayDeque<>();

    ControlSender(VmbusDevice device, RingProducer producer, ChannelListener listener) {
        this.producer = producer;
        this.listener = listener;
        sections = new ControlSections(device.sendBufferAddress(), device.sendBufferBytes());
    }

    void send(ChannelOrder.SendMessage message) {
        int flags = message.completionRequested() ? PacketType.COMPLETION_REQUESTED : 0;
        if (!producer.offer(PacketType.IN_BAND, flags, message.transactionId(), scratch.put(message.payload()),
                message.payload().length)) {
            listener.ringFull(message.transactionId());
        }
    }

    void send(ChannelOrder.SendRndis rndis) {
        int section = sections.find(rndis.message().length);
        if (section < 0 || !producer.fits(RingProducer.packetBytes(0, DataMessage.SEND_BYTES))) {
            listener.ringFull(rndis.transactionId());
            return;
        }
        UnsafeApi.copyMemory(rndis.message(), BufferUtil.ARRAY_BASE_OFFSET, null, sections.address(section),
                rndis.message().length);
        DataMessage.putSend(scratch.address(), DataMessage.CHANNEL_CONTROL, section, rndis.message().length);
        producer.offer(PacketType.IN_BAND, PacketType.COMPLETION_REQUESTED, rndis.transactionId(), scratch.address(),
                DataMessage.SEND_BYTES);
        sections.handOver(section, rndis.transactionId());
    }

    void send(ChannelOrder.SendCompletion completion) {
        if (waiting.size() == COMPLETIONS_MAX) {
            listener.ringFull(completion.transactionId());
            return;
        }
        waiting.add(completion);
        retry();
    }

    /** Sends the completions that wait, in order, as far as there is room; returns how many left. */
    int retry() {
        int sent = 0;
        for (ChannelOrder.SendCompletion next = waiting.peek(); next != null; next = waiting.peek()) {
            if (!producer.offer(PacketType.COMPLETION, 0, next.transactionId(), scratch.put(next.payload()),
                    next.payload().length)) {
                break;
            }
            waiting.remove();
            sent++;
        }
        return sent;
    }

    /** Whether completions wait. */
    boolean waits() {
        return !waiting.isEmpty();
    }

    /** Takes note of a completion before its listener hears of it: sections come free, and their size becomes known. */
    void completed(Packet packet) {
        sections.complete(packet.transactionId());
        long payload = packet.payloadAddress();
        if (packet.payloadBytes() >= 12 && UnsafeApi.getInt(payload) == NVSP_SEND_BUFFER_COMPLETE
                && UnsafeApi.getInt(payload + 4) == DataMessage.STATUS_SUCCESS) {
            sections.sectionBytes(UnsafeApi.getInt(payload + 8));
        }
    }

    /** Sections at the start of the send buffer that data must leave alone. */
    int reservedSections() {
        return sections.sections();
    }
}
