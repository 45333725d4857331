package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.datapath.port.Port;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * The guest's end of a VMBus channel: mechanism for frames and control messages, no policy. What to say is ordered by
 * the channel's owner through {@link #submit}; what the host says goes to the {@link ChannelListener}. Frames flow
 * once {@link ChannelOrder.Configure} has been obeyed.
 *
 * <p>One thread turns the port over and calls everything but {@code submit}: {@link #poll} in every round, and
 * {@link #receive}, {@link #release} and {@link #send} where a datapath has it attached. In between, data that nobody
 * receives holds the ring for {@value #HEAD_WAIT_NS} ns at most and is then completed and dropped, so control
 * messages behind it always arrive.
 */
public final class VmbusPort implements Port, Pollable {
    /** The most octets of a bad packet that a listener is shown. */
    static final int FIRST_BYTES = 64;

    private static final int ORDERS_MAX = 1024;
    private static final int ORDERS_PER_ROUND = 64;
    private static final int PACKETS_PER_ROUND = 256;
    private static final long HEAD_WAIT_NS = 10_000_000;
    private static final long RETRY_NS = 1_000_000;
    private static final int SECTION_BYTES_MIN = 68;

    private final String name;
    private final VmbusDevice device;
    private final ChannelListener listener;
    private final RingProducer producer;
    private final RingConsumer consumer;
    private final Queue<ChannelOrder> orders = new ManyToOneConcurrentArrayQueue<>(ORDERS_MAX);
    private final Packet packet = new Packet();
    private final MalformedReports reports;
    private final CompletionSender completions;
    private final PortTransmitter transmitter;
    private final PortReceiver receiver;
    private final ControlSender control;

    private PortSubchannel[] subchannels = {};
    private int wantedSubchannels;
    private int seenSubchannels;

    private boolean configured;
    private boolean attached;
    private boolean masked;
    private boolean failed;
    private boolean closing;
    /** A round is under way: whoever closes the port from a listener closes it after the round. */
    private boolean inside;
    private boolean closed;
    private long headSinceNs;
    private boolean headSeen;
    private long retryAtNs = Long.MAX_VALUE;

    /** Makes a port over one channel incarnation; it owns {@code device} and closes it. */
    public VmbusPort(String nic, VmbusDevice device, ChannelListener listener) {
        name = "vmbus " + nic;
        this.device = device;
        this.listener = listener;
        producer = new RingProducer(device.outbound());
        consumer = new RingConsumer(device.inbound());
        completions = new CompletionSender(producer, device.receiveBufferBytes() / SECTION_BYTES_MIN + 1);
        transmitter = new PortTransmitter(device, producer);
        reports = new MalformedReports(listener);
        receiver = new PortReceiver(device, listener, reports, completions, 0);
        control = new ControlSender(device, producer, listener);
    }

    /** Gives an order; it is obeyed in the next {@link #poll}, in order. Any thread may call this. */
    public void submit(ChannelOrder order) {
        if (!orders.offer(order)) {
            throw new IllegalStateException(name + ": more than " + ORDERS_MAX + " orders wait; its thread stopped");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int poll(long nowNs) {
        if (closed) {
            return 0;
        }
        inside = true;
        reports.at(nowNs);
        failed |= device.gone();
        try {
            return failed || closing ? obey() : round(nowNs);
        } catch (RingCorrupt corrupt) {
            fail(corrupt);
            return 1;
        } finally {
            inside = false;
            closeIfAsked();
        }
    }

    @Override
    public long deadlineNs() {
        if (closing || failed) {
            return Long.MAX_VALUE;
        }
        long deadlineNs = Math.min(headSeen ? headSinceNs + HEAD_WAIT_NS : Long.MAX_VALUE, retryAtNs);
        for (PortSubchannel each : subchannels) {
            deadlineNs = Math.min(deadlineNs, each.deadlineNs(HEAD_WAIT_NS));
        }
        return deadlineNs;
    }

    @Override
    public void descriptors(IntConsumer each) {
        if (fileDescriptor() >= 0) {
            each.accept(fileDescriptor());
            for (PortSubchannel other : subchannels) {
                each.accept(other.interruptDescriptor());
            }
        }
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        attached = true;
        headSeen = false;
        if (!configured || closing || failed) {
            return 0;
        }
        inside = true;
        try {
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
            for (PortSubchannel each : subchannels) {
                each.receive(burst, transmitter);
            }
        } catch (RingCorrupt corrupt) {
            fail(corrupt);
        } finally {
            inside = false;
            closeIfAsked();
        }
        return burst.size;
    }

    @Override
    public void release(Burst burst) {
        receiver.release(burst);
        for (PortSubchannel each : subchannels) {
            each.receiver().release(burst);
        }
        burst.size = 0;
        if (closing) {
            closeIfAsked();
        } else if (!failed) {
            try {
                completions.flush();
                for (PortSubchannel each : subchannels) {
                    each.flush();
                }
                publish();
            } catch (RingCorrupt corrupt) {
                fail(corrupt);
            }
        }
    }

    @Override
    public int send(Burst burst, int from) {
        if (health() == Health.FAILED) {
            return 0;
        }
        try {
            int taken = transmitter.send(burst, from);
            publish();
            return taken;
        } catch (RingCorrupt corrupt) {
            fail(corrupt);
            return 0;
        }
    }

    @Override
    public Health health() {
        return configured && transmitter.configured() && !closing && !failed ? Health.BUSY : Health.FAILED;
    }

    @Override
    public int fileDescriptor() {
        // A port that reads no more takes no note of signals either, and would be woken for ever.
        return closing || failed ? -1 : device.interruptDescriptor();
    }

    /** Closes the device, at once or when the frames that are out are back. */
    @Override
    public void close() {
        closing = true;
        closeIfAsked();
    }

    /** What the port has had to drop or was refused. */
    public VmbusPortCounters counters() {
        return new VmbusPortCounters(transmitter.dropped(), transmitter.refused(), receiver.dropped()
                        + Arrays.stream(subchannels).mapToLong(each -> each.receiver().dropped()).sum(),
                reports.count(), transmitter.outstanding(), completions.size()
                        + Arrays.stream(subchannels).mapToInt(PortSubchannel::completionsWaiting).sum());
    }

    private void closeIfAsked() {
        int framesOut = receiver.framesOut();
        for (PortSubchannel each : subchannels) {
            framesOut += each.receiver().framesOut();
        }
        if (closing && !closed && !inside && framesOut == 0) {
            closed = true;
            device.close();
        }
    }

    private int round(long nowNs) {
        int work = completions.flush() + control.retry() + obey();
        if (closing) {
            publish();
            return work;
        }
        work += drain(nowNs) + openSubchannels();
        for (PortSubchannel each : subchannels) {
            work += each.drain(nowNs, configured && attached ? HEAD_WAIT_NS : 0, transmitter);
        }
        work += completions.flush();
        publish();
        return work == 0 ? beforeSleep(nowNs) + subchannelsBeforeSleep() : work;
    }

    private int obey() {
        int obeyed = 0;
        while (obeyed < ORDERS_PER_ROUND) {
            ChannelOrder order = orders.poll();
            if (order == null) {
                break;
            }
            obey(order);
            obeyed++;
        }
        return obeyed;
    }

    private void obey(ChannelOrder order) {
        if (order instanceof ChannelOrder.Close) {
            closing = true;
        } else if (closing || failed) {
            return;
        } else if (order instanceof ChannelOrder.SendMessage message) {
            control.send(message);
        } else if (order instanceof ChannelOrder.SendCompletion completion) {
            control.send(completion);
        } else if (order instanceof ChannelOrder.SendRndis rndis) {
            control.send(rndis);
        } else if (order instanceof ChannelOrder.Configure configure) {
            transmitter.configure(configure.limits(), control.reservedSections());
            configured = true;
        } else if (order instanceof ChannelOrder.OpenSubchannels open) {
            wantedSubchannels = open.count();
        } else if (order instanceof ChannelOrder.Spread spread) {
            transmitter.spread(spread.table());
        }
    }

    /** A host offers them whenever it likes; those that cannot be opened are counted off all the same. */
    private int openSubchannels() {
        if (seenSubchannels == wantedSubchannels) {
            return 0;
        }
        int opened = 0;
        List<? extends VmbusDevice> offered = device.subchannels();
        while (seenSubchannels < Math.min(wantedSubchannels, offered.size())) {
            VmbusDevice next = offered.get(seenSubchannels++);
            try {
                PortSubchannel made = new PortSubchannel(subchannels.length + 1, next, listener, reports);
                subchannels = Arrays.copyOf(subchannels, subchannels.length + 1);
                subchannels[subchannels.length - 1] = made;
                transmitter.add(made.producer());
                listener.subchannel(seenSubchannels, "");
            } catch (RingCorrupt corrupt) {
                listener.subchannel(seenSubchannels, corrupt.getMessage());
            }
            opened++;
        }
        return opened;
    }

    /**
     * Reads until the ring is empty, the round's budget is used up, or a data packet waits that a datapath will
     * receive.
     */
    private int drain(long nowNs) {
        int work = 0;
        while (work < PACKETS_PER_ROUND) {
            if (receiver.atPacket()) {
                if (waitsForDatapath(nowNs)) {
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
        return work;
    }

    private boolean waitsForDatapath(long nowNs) {
        if (!configured || !attached) {
            return false;
        }
        if (!headSeen) {
            headSeen = true;
            headSinceNs = nowNs;
        }
        return nowNs - headSinceNs < HEAD_WAIT_NS;
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
            malformed(packet.fault().what());
            return true;
        }
        switch (packet.type()) {
            case PacketType.IN_BAND ->
                listener.hostMessage(packet.transactionId(), packet.completionRequested(), packet.payload());
            case PacketType.COMPLETION -> completed();
            case PacketType.TRANSFER_PAGES -> receiver.begin(packet);
            default -> malformed("packet type " + packet.type() + " is not one that a network host sends");
        }
        return true;
    }

    private void completed() {
        if (packet.transactionId() >>> 32 == 0) {
            control.completed(packet);
            listener.hostCompletion(packet.transactionId(), packet.payload());
        } else if (!transmitter.complete(packet, 0)) {
            malformed("completion of a packet that is not outstanding");
        }
    }

    private void malformed(String what) {
        reports.report(what, packet::firstBytes);
    }

    private void publish() {
        if (producer.publish()) {
            device.signal();
        }
        for (PortSubchannel each : subchannels) {
            each.publish();
        }
    }

    private void giveSpaceBack() {
        if (consumer.advance()) {
            device.signal();
        }
    }

    /** Nothing was found to do: have the host signal the next packet, and room for what waits, then look once more. */
    private int beforeSleep(long nowNs) {
        boolean waits = !completions.isEmpty() || control.waits();
        retryAtNs = waits ? nowNs + RETRY_NS : Long.MAX_VALUE;
        if (waits && !producer.awaitSpace(CompletionSender.ROOM_BYTES)) {
            return 1;
        }
        if (!waits) {
            producer.stopAwaiting();
        }
        if (receiver.atPacket()) {
            return 0;
        }
        device.acknowledgeInterrupt();
        if (device.gone()) {
            failed = true;
            return 1;
        }
        if (consumer.unmask()) {
            masked = false;
            return 0;
        }
        consumer.mask();
        masked = true;
        return 1;
    }

    private int subchannelsBeforeSleep() {
        int awake = 0;
        for (PortSubchannel each : subchannels) {
            awake += each.sleeps() ? 0 : 1;
        }
        return awake;
    }

    private void fail(RingCorrupt corrupt) {
        failed = true;
        listener.ringCorrupt(corrupt.getMessage());
    }
}
