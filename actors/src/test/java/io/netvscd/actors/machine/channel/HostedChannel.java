package io.netvscd.actors.machine.channel;

import io.netvscd.actors.machine.Decision;
import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.vmbus.ChannelListener;
import io.netvscd.datapath.vmbus.ChannelOrder;
import io.netvscd.datapath.vmbus.PortLimits;
import io.netvscd.datapath.vmbus.VmbusDevice;
import io.netvscd.datapath.vmbus.VmbusPort;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.ChannelLimits;
import io.netvscd.journal.vocabulary.ChannelMemory;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A channel's machine and the embedded host on the two ends of real rings, in virtual time and one thread. */
final class HostedChannel implements HostListener, AutoCloseable {
    private record Alarm(long dueNs, TimerFired fired) {
    }

    private static final long MS = 1_000_000;
    private static final long STEP_NS = MS / 10;

    /** What the master was told. */
    final List<MasterInput> told = new ArrayList<>();
    /** What became true. */
    final List<Event> events = new ArrayList<>();
    /** How what is sent was spread. */
    final List<Action.SpreadTransmit> spreads = new ArrayList<>();
    /** Why nothing followed. */
    final List<String> reasons = new ArrayList<>();
    final EmbeddedHost host;

    private final VmbusChannel machine = new VmbusChannel();
    private final Deque<Input> mailbox = new ArrayDeque<>();
    private final Map<TimerName, Alarm> alarms = new EnumMap<>(TimerName.class);
    private ChannelState state = machine.initial(ChannelFixture.OWNER);
    private VmbusPort port;
    private long incarnation;
    private long nowNs;

    HostedChannel() {
        HostSettings settings = new HostSettings(
                "eth0", ChannelFixture.MAC, 1500, MS, 64 << 10, 1 << 20, 1 << 20, false, 4);
        host = new EmbeddedHost(settings, MemoryPort.pair("uplink", 1 << 16).near(), this);
    }

    ChannelState state() {
        return state;
    }

    HostedChannel order(HostCommand command) {
        host.submit(command);
        return run(0);
    }

    HostedChannel tell(Input input) {
        mailbox.add(input);
        return run(0);
    }

    /** Lets virtual time pass, in steps of a tenth of a millisecond. */
    HostedChannel run(long ms) {
        settle();
        for (long end = nowNs + ms * MS; nowNs < end; ) {
            nowNs += STEP_NS;
            List.copyOf(alarms.values()).stream().filter(alarm -> alarm.dueNs <= nowNs).forEach(alarm -> {
                alarms.remove(alarm.fired.timer());
                mailbox.add(alarm.fired);
            });
            settle();
        }
        return this;
    }

    private void settle() {
        int work = 1;
        while (work > 0) {
            work = host.poll(nowNs) + (port == null ? 0 : port.poll(nowNs));
            for (Input input = mailbox.poll(); input != null; input = mailbox.poll()) {
                handle(input);
                work++;
            }
        }
    }

    private void handle(Input input) {
        Decision decision = machine.decide(state, input);
        state = machine.applyAll(state, decision.events());
        events.addAll(decision.events());
        if (decision.reason() != null) {
            reasons.add(decision.reason());
        }
        decision.actions().forEach(this::carryOut);
    }

    private void carryOut(Action action) {
        if (action instanceof Action.Tell tell) {
            told.add((MasterInput) tell.message());
        } else if (action instanceof Action.StartTimer start) {
            alarms.put(start.timer(), new Alarm(
                    nowNs + start.delayMs() * MS, new TimerFired(start.timer(), start.generation())));
        } else if (action instanceof Action.CancelTimer cancel) {
            alarms.remove(cancel.timer());
        } else if (action instanceof Action.SendMessage send) {
            port.submit(new ChannelOrder.SendMessage(
                    send.transactionId(), send.completionRequested(), send.payload().toArray()));
        } else if (action instanceof Action.SendCompletion send) {
            port.submit(new ChannelOrder.SendCompletion(send.transactionId(), send.payload().toArray()));
        } else if (action instanceof Action.SendRndis send) {
            port.submit(new ChannelOrder.SendRndis(send.transactionId(), send.message().toArray()));
        } else if (action instanceof Action.ConfigureChannel configure) {
            port.submit(new ChannelOrder.Configure(limits(configure.limits())));
        } else if (action instanceof Action.OpenSubchannels open) {
            port.submit(new ChannelOrder.OpenSubchannels(open.count()));
        } else if (action instanceof Action.SpreadTransmit spread) {
            spreads.add(spread);
            port.submit(ChannelOrder.Spread.of(spread.table().toArray()));
        } else if (action instanceof Action.CloseChannel close) {
            port.submit(new ChannelOrder.Close());
            if (close.reopen()) {
                host.submit(new HostCommand.Reopen());
            }
        } else if (action instanceof Action.AwaitOffer) {
            host.submit(new HostCommand.Offer());
        }
    }

    private static PortLimits limits(ChannelLimits limits) {
        return new PortLimits(limits.nvspVersion(), limits.receiveSectionBytes(), limits.receiveSections(),
                limits.sendSectionBytes(), limits.maxMessagesPerPacket(), limits.alignmentShift(), limits.mtu(),
                limits.segmentBytes(), limits.offloads());
    }

    @Override
    public void offered(VmbusDevice device) {
        if (port != null) {
            port.close();
        }
        incarnation++;
        port = new VmbusPort("eth0", device, new Ear(incarnation));
        mailbox.add(new ChannelInput.ChannelOffered(incarnation, new ChannelMemory(device.receiveBufferBytes(),
                device.receiveBufferGpadl(), device.sendBufferBytes(), device.sendBufferGpadl(), false)));
    }

    @Override
    public void rescinded() {
        mailbox.add(new ChannelInput.ChannelRescinded(incarnation));
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
        host.close();
    }

    private final class Ear implements ChannelListener {
        private final long number;

        private Ear(long number) {
            this.number = number;
        }

        @Override
        public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
            mailbox.add(new ChannelInput.HostMessage(number, transactionId, completionRequested, Bytes.of(payload)));
        }

        @Override
        public void hostCompletion(long transactionId, byte[] payload) {
            mailbox.add(new ChannelInput.HostCompletion(number, transactionId, Bytes.of(payload)));
        }

        @Override
        public void hostRndis(byte[] message) {
            mailbox.add(new ChannelInput.HostRndis(number, Bytes.of(message)));
        }

        @Override
        public void hostMalformed(String what, byte[] firstBytes) {
            mailbox.add(new ChannelInput.HostMalformed(number, what, Bytes.of(firstBytes)));
        }

        @Override
        public void ringCorrupt(String what) {
            mailbox.add(new ChannelInput.RingCorrupt(number, what));
        }

        @Override
        public void subchannel(int index, String fault) {
            mailbox.add(new ChannelInput.SubchannelOpened(number, index));
        }

        @Override
        public void ringFull(long transactionId) {
            mailbox.add(new ChannelInput.RingFull(number, transactionId));
        }
    }
}
