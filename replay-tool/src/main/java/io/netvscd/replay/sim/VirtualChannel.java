package io.netvscd.replay.sim;

import io.netvscd.actors.edge.ChannelEar;
import io.netvscd.actors.edge.ChannelTerms;
import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.port.Port;
import io.netvscd.datapath.vmbus.ChannelOrder;
import io.netvscd.datapath.vmbus.VmbusDevice;
import io.netvscd.datapath.vmbus.VmbusPort;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The guest's edge of one NIC's channel: a port for each incarnation that the host offers, orders to the present one,
 * what the host says as inputs. When the daemon dies, the host sees its channel closed.
 */
final class VirtualChannel implements HostListener {
    private final OwnerId channel;
    private final Post post;
    private final LongConsumer onLoss;
    private final SwitchCount switches = new SwitchCount();
    private final List<VmbusPort> ports = new ArrayList<>();
    private EmbeddedHost host;
    private boolean daemonLives;
    private long incarnation;
    private VmbusPort port;
    private TalliedPort tallied;
    private long fromGuestBefore;
    private long toGuestBefore;

    /** Tells {@code onLoss} of the frames that are in a ring when it goes, or that are put into it until that is heard. */
    VirtualChannel(String nic, Post post, LongConsumer onLoss) {
        channel = OwnerId.channel(nic);
        this.onLoss = onLoss;
        this.post = post;
    }

    /** Joins the host whose offers this is told of. */
    void join(EmbeddedHost embedded) {
        host = embedded;
    }

    /** The daemon begins, or ends without a word. */
    void daemonLives(boolean lives) {
        daemonLives = lives;
        if (!lives) {
            ports.forEach(VmbusPort::close);
            port = null;
            tallied = null;
        }
    }

    /** SWITCH_DATA_PATH messages that reached the ring. */
    SwitchCount switches() {
        return switches;
    }

    /** The port of an incarnation, as the forwarding core receives from it. */
    Port port(long wanted) throws IOException {
        if (wanted != incarnation || tallied == null) {
            throw new IOException("incarnation " + wanted + " is gone");
        }
        return tallied;
    }

    int poll(long nowNs) {
        int work = 0;
        // A port that is offered meanwhile has its turn in the next round.
        int now = ports.size();
        for (int i = 0; i < now; i++) {
            work += ports.get(i).poll(nowNs);
        }
        return work;
    }

    long deadlineNs() {
        long first = Long.MAX_VALUE;
        for (VmbusPort each : ports) {
            first = Math.min(first, each.deadlineNs());
        }
        return first;
    }

    /** Frames in the ring and at the host that have not left it yet. */
    long waitingForth() {
        return tallied == null ? 0 : tallied.sent() - (host.counters().fromGuest() - fromGuestBefore);
    }

    /** Frames that the host has put into the ring, that nobody has received, and that the port has not dropped for that. */
    long waitingBack() {
        long notReceived = tallied == null ? 0 : host.counters().toGuest() - toGuestBefore - tallied.received();
        return notReceived == 0 ? 0 : notReceived - port.counters().receiveDropped();
    }

    void carryOut(Action action) {
        if (action instanceof Action.SendMessage send) {
            if (submit(send.incarnation(), new ChannelOrder.SendMessage(
                    send.transactionId(), send.completionRequested(), send.payload().toArray()))) {
                switches.sent(send);
            }
        } else if (action instanceof Action.SendCompletion send) {
            submit(send.incarnation(), new ChannelOrder.SendCompletion(send.transactionId(), send.payload().toArray()));
        } else if (action instanceof Action.SendRndis send) {
            submit(send.incarnation(), new ChannelOrder.SendRndis(send.transactionId(), send.message().toArray()));
        } else if (action instanceof Action.ConfigureChannel configure) {
            submit(configure.incarnation(), new ChannelOrder.Configure(ChannelTerms.limits(configure.limits())));
        } else if (action instanceof Action.OpenSubchannels open) {
            submit(open.incarnation(), new ChannelOrder.OpenSubchannels(open.count()));
        } else if (action instanceof Action.SpreadTransmit spread) {
            submit(spread.incarnation(), ChannelOrder.Spread.of(spread.table().toArray()));
        } else if (action instanceof Action.CloseChannel close) {
            submit(close.incarnation(), new ChannelOrder.Close());
            if (close.reopen()) {
                host.submit(new HostCommand.Reopen());
            }
        } else if (action instanceof Action.AwaitOffer && host.status().offered()) {
            awaitOffer();
        }
    }

    /** A device that was offered before is offered anew. */
    private void awaitOffer() {
        if (port != null) {
            submit(incarnation, new ChannelOrder.Close());
        }
        if (port != null || !host.status().open()) {
            host.submit(new HostCommand.Reopen());
        }
    }

    @Override
    public void offered(VmbusDevice device) {
        if (!daemonLives) {
            device.close();
            return;
        }
        onLoss.accept(waitingForth());
        if (tallied != null) {
            tallied.whenSent(onLoss);
        }
        incarnation++;
        port = new VmbusPort(channel.nic(), device, new CountingEar(incarnation));
        ports.add(port);
        tallied = new TalliedPort(port, number -> { });
        fromGuestBefore = host.counters().fromGuest();
        toGuestBefore = host.counters().toGuest();
        post.tell(channel, new ChannelInput.ChannelOffered(incarnation, ChannelTerms.memory(device)));
    }

    @Override
    public void rescinded() {
        post.tell(channel, new ChannelInput.ChannelRescinded(incarnation));
    }

    private boolean submit(long wanted, ChannelOrder order) {
        boolean present = port != null && wanted == incarnation;
        if (present) {
            port.submit(order);
        }
        return present;
    }

    /** Also keeps count of the switches that found the ring full. */
    private final class CountingEar extends ChannelEar {
        private final long number;

        private CountingEar(long number) {
            super(channel, number, post);
            this.number = number;
        }

        @Override
        public void ringFull(long transactionId) {
            if (number == incarnation) {
                switches.notSent(transactionId);
            }
            super.ringFull(transactionId);
        }
    }
}
