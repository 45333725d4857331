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
    private static final long HEAD_WAIT_NS = 10_000_000;
    private static final long RETRY_NS = 1_000_000;

    private final String name;
    private final VmbusDevice device;
    private final MessageGate listener;
    private final Queue<ChannelOrder> orders = new ManyToOneConcurrentArrayQueue<>(ORDERS_MAX);
    private final MalformedReports reports;
    private final PortTransmitter transmitter;
    private final ControlSender control;

    /** The primary channel first, then the sub-channels as they were opened. */
    private PortChannel[] channels;
    private int wantedSubchannels;
    private int seenSubchannels;

    private boolean configured;
    private boolean attached;
    private boolean failed;
    private boolean closing;
    /** A round is under way: whoever closes the port from a listener closes it after the round. */
    private boolean inside;
    private boolean closed;
    private long retryAtNs = Long.MAX_VALUE;

    /** Makes a port over one channel incarnation; it owns {@code device} and closes it. */
    public VmbusPort(String nic, VmbusDevice device, ChannelListener owner) {
        name = "vmbus " + nic;
        this.device = device;
        reports = new MalformedReports(owner);
        listener = new MessageGate(owner, reports);
        PortChannel primary = new PortChannel(0, device, listener, reports, this::heard);
        channels = new PortChannel[] {primary};
        transmitter = new PortTransmitter(device, primary.producer());
        control = new ControlSender(device, primary.producer(), listener);
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
        listener.at(nowNs);
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
        long deadlineNs = retryAtNs;
        for (PortChannel each : channels) {
            deadlineNs = Math.min(deadlineNs, each.deadlineNs(HEAD_WAIT_NS));
        }
        return deadlineNs;
    }

    @Override
    public void descriptors(IntConsumer each) {
        if (fileDescriptor() >= 0) {
            for (PortChannel channel : channels) {
                each.accept(channel.interruptDescriptor());
            }
        }
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        attached = true;
        if (!configured || closing || failed) {
            return 0;
        }
        inside = true;
        try {
            for (PortChannel each : channels) {
                each.receive(burst);
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
        for (PortChannel each : channels) {
            each.receiver().release(burst);
        }
        burst.size = 0;
        if (closing) {
            closeIfAsked();
        } else if (!failed) {
            try {
                flushCompletions();
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
        return new VmbusPortCounters(transmitter.dropped(), transmitter.refused(),
                Arrays.stream(channels).mapToLong(each -> each.receiver().dropped()).sum(),
                reports.count(), transmitter.outstanding(),
                Arrays.stream(channels).mapToInt(PortChannel::completionsWaiting).sum());
    }

    private void closeIfAsked() {
        if (closing && !closed && !inside) {
            int framesOut = 0;
            for (PortChannel each : channels) {
                framesOut += each.receiver().framesOut();
            }
            if (framesOut == 0) {
                closed = true;
                device.close();
            }
        }
    }

    private int round(long nowNs) {
        int work = flushCompletions() + control.retry() + obey();
        if (closing) {
            publish();
            return work;
        }
        work += openSubchannels();
        for (PortChannel each : channels) {
            work += each.drain(nowNs, configured && attached ? HEAD_WAIT_NS : 0);
        }
        publish();
        return work == 0 ? rest(nowNs) : work;
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
            int index = channels.length;
            try {
                PortChannel made = new PortChannel(index, next, listener, reports, packet ->
                        packet.type() == PacketType.COMPLETION && transmitter.complete(packet, index));
                channels = Arrays.copyOf(channels, index + 1);
                channels[index] = made;
                transmitter.add(made.producer());
                listener.subchannel(seenSubchannels, "");
            } catch (RingCorrupt corrupt) {
                listener.subchannel(seenSubchannels, corrupt.getMessage());
            }
            opened++;
        }
        return opened;
    }

    /** On the primary channel. */
    private boolean heard(Packet packet) {
        if (packet.type() == PacketType.IN_BAND) {
            if (listener.isShort(packet)) {
                listener.hostMessage(packet.transactionId(), packet.completionRequested(), packet.payload());
            }
            return true;
        }
        if (packet.type() != PacketType.COMPLETION) {
            return false;
        }
        if (packet.transactionId() >>> 32 != 0) {
            return transmitter.complete(packet, 0);
        }
        control.completed(packet);
        if (listener.isShort(packet)) {
            listener.hostCompletion(packet.transactionId(), packet.payload());
        }
        return true;
    }

    private int flushCompletions() {
        int flushed = 0;
        for (PortChannel each : channels) {
            flushed += each.flushCompletions();
        }
        return flushed;
    }

    private void publish() {
        for (PortChannel each : channels) {
            each.publish();
        }
    }

    /** Returns how many channels have something to do after all. */
    private int rest(long nowNs) {
        int awake = 0;
        boolean waits = control.waits();
        for (PortChannel each : channels) {
            awake += each.rests(each == channels[0] && control.waits()) ? 0 : 1;
            waits |= each.completionsWaiting() > 0;
        }
        retryAtNs = waits ? nowNs + RETRY_NS : Long.MAX_VALUE;
        failed |= device.gone();
        return awake;
    }

    private void fail(RingCorrupt corrupt) {
        failed = true;
        listener.ringCorrupt(corrupt.getMessage());
    }
}
