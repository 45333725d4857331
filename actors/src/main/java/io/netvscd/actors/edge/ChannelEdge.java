package io.netvscd.actors.edge;

import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.port.Port;
import io.netvscd.datapath.vmbus.ChannelOrder;
import io.netvscd.datapath.vmbus.VmbusDevice;
import io.netvscd.datapath.vmbus.VmbusPort;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
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
            submit(configure.incarnation(), new ChannelOrder.Configure(ChannelTerms.limits(configure.limits())));
        } else if (action instanceof Action.OpenSubchannels open) {
            submit(open.incarnation(), new ChannelOrder.OpenSubchannels(open.count()));
            host.awaitSubchannels(open.count());
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

    @Override
    public void offered(VmbusDevice device) {
        long number = ++offers;
        VmbusPort port = new VmbusPort(channel.nic(), device, new ChannelEar(channel, number, post));
        Incarnation former = present;
        present = new Incarnation(number, port);
        if (former != null) {
            loop.remove(former.port);
        }
        loop.add(port);
        post.tell(channel, new ChannelInput.ChannelOffered(number, ChannelTerms.memory(device)));
    }

    @Override
    public void subchannelsOffered() {
        loop.wakeup();
    }

    @Override
    public void rescinded() {
        Incarnation now = present;
        if (now != null) {
            post.tell(channel, new ChannelInput.ChannelRescinded(now.number));
        }
    }
}
