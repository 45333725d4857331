package io.netvscd.actors.edge;

import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.port.Port;
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
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.util.Set;

/**
 * The channel of a NIC, whose host is embedded or real: a port for each incarnation that the host offers, orders to the
 * port of the present one, and what the host says as inputs of the channel's owner.
 */
public final class ChannelEdge implements Edge, HostListener {
    private record Incarnation(long number, VmbusPort port) {
    }

    private final OwnerId channel;
    private final DatapathLoop loop;
    private final Post post;
    private final boolean offerAtOnce;
    private ChannelHost host;
    private volatile Incarnation present;
    private long offers;

    /**
     * @param offerAtOnce the host offers the device as soon as the guest waits for it; otherwise it is told to by hand
     */
    public ChannelEdge(String nic, DatapathLoop loop, Post post, boolean offerAtOnce) {
        channel = OwnerId.channel(nic);
        this.loop = loop;
        this.post = post;
        this.offerAtOnce = offerAtOnce;
    }

    /** Joins the host that this edge listens to; once, before the first action. */
    public void join(EmbeddedHost embedded) {
        host = new EmbeddedChannelHost(embedded, loop);
    }

    /** Joins a real host in the same way. */
    public void join(UioChannelHost real) {
        host = real;
    }

    /** The port of an incarnation, as the forwarding core receives from it. */
    public Port port(long incarnation) throws IOException {
        Incarnation now = present;
        if (now == null || now.number != incarnation) {
            throw new IOException("incarnation " + incarnation + " of " + channel + " is gone");
        }
        return now.port;
    }

    @Override
    public Set<Class<? extends Action>> actions() {
        return Set.of(
                Action.AwaitOffer.class,
                Action.SendMessage.class,
                Action.SendCompletion.class,
                Action.SendRndis.class,
                Action.ConfigureChannel.class,
                Action.OpenSubchannels.class,
                Action.SpreadTransmit.class,
                Action.CloseChannel.class);
    }

    @Override
    public void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.SendMessage send) {
            submit(send.incarnation(), new ChannelOrder.SendMessage(
                    send.transactionId(), send.completionRequested(), send.payload().toArray()));
        } else if (action instanceof Action.SendCompletion send) {
            submit(send.incarnation(), new ChannelOrder.SendCompletion(send.transactionId(), send.payload().toArray()));
        } else if (action instanceof Action.SendRndis send) {
            submit(send.incarnation(), new ChannelOrder.SendRndis(send.transactionId(), send.message().toArray()));
        } else if (action instanceof Action.ConfigureChannel configure) {
            submit(configure.incarnation(), new ChannelOrder.Configure(limits(configure.limits())));
        } else if (action instanceof Action.OpenSubchannels open) {
            submit(open.incarnation(), new ChannelOrder.OpenSubchannels(open.count()));
        } else if (action instanceof Action.SpreadTransmit spread) {
            submit(spread.incarnation(), ChannelOrder.Spread.of(spread.table().toArray()));
        } else if (action instanceof Action.CloseChannel close) {
            submit(close.incarnation(), new ChannelOrder.Close());
            if (close.reopen()) {
                host.reopen();
            }
        } else if (action instanceof Action.AwaitOffer) {
            awaitOffer();
        }
    }

    /** A channel that begins again on a device that it has been offered before gets it anew. */
    private void awaitOffer() {
        Incarnation former = present;
        if (former != null) {
            former.port.submit(new ChannelOrder.Close());
            loop.wakeup();
            host.reopen();
        }
        if (offerAtOnce) {
            host.offer();
        }
    }

    private void submit(long incarnation, ChannelOrder order) {
        Incarnation now = present;
        if (now != null && now.number == incarnation) {
            now.port.submit(order);
            loop.wakeup();
        }
    }

    private static PortLimits limits(ChannelLimits limits) {
        return new PortLimits(
                limits.nvspVersion(),
                limits.receiveSectionBytes(),
                limits.receiveSections(),
                limits.sendSectionBytes(),
                limits.maxMessagesPerPacket(),
                limits.alignmentShift(),
                limits.mtu(),
                limits.offloads());
    }

    @Override
    public void offered(VmbusDevice device) {
        long number = ++offers;
        VmbusPort port = new VmbusPort(channel.nic(), device, new Ear(number));
        Incarnation former = present;
        present = new Incarnation(number, port);
        if (former != null) {
            loop.remove(former.port);
        }
        loop.add(port);
        post.tell(channel, new ChannelInput.ChannelOffered(number, new ChannelMemory(
                device.receiveBufferBytes(),
                device.receiveBufferGpadl(),
                device.sendBufferBytes(),
                device.sendBufferGpadl(),
                device.revokeFirst())));
    }

    @Override
    public void rescinded() {
        Incarnation now = present;
        if (now != null) {
            post.tell(channel, new ChannelInput.ChannelRescinded(now.number));
        }
    }

    /** What the host says on one incarnation. */
    private final class Ear implements ChannelListener {
        private final long incarnation;

        private Ear(long incarnation) {
            this.incarnation = incarnation;
        }

        @Override
        public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
            post.tell(channel, new ChannelInput.HostMessage(
                    incarnation, transactionId, completionRequested, Bytes.of(payload)));
        }

        @Override
        public void hostCompletion(long transactionId, byte[] payload) {
            post.tell(channel, new ChannelInput.HostCompletion(incarnation, transactionId, Bytes.of(payload)));
        }

        @Override
        public void hostRndis(byte[] message) {
            post.tell(channel, new ChannelInput.HostRndis(incarnation, Bytes.of(message)));
        }

        @Override
        public void hostMalformed(String what, byte[] firstBytes) {
            post.tell(channel, new ChannelInput.HostMalformed(incarnation, what, Bytes.of(firstBytes)));
        }

        @Override
        public void ringCorrupt(String what) {
            post.tell(channel, new ChannelInput.RingCorrupt(incarnation, what));
        }

        @Override
        public void subchannel(int index, String fault) {
            post.tell(channel, fault.isEmpty()
                    ? new ChannelInput.SubchannelOpened(incarnation, index)
                    : new ChannelInput.SubchannelFailed(incarnation, index, fault));
        }

        @Override
        public void ringFull(long transactionId) {
            post.tell(channel, new ChannelInput.RingFull(incarnation, transactionId));
        }
    }
}
