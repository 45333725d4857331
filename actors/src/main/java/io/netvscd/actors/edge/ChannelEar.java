package io.netvscd.actors.edge;

import io.netvscd.datapath.vmbus.ChannelListener;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.OwnerId;

/** Tells a channel's owner what its host says on one incarnation; the daemon and the simulation listen with the same ear. */
public class ChannelEar implements ChannelListener {
    private final OwnerId channel;
    private final long incarnation;
    private final Post post;

    public ChannelEar(OwnerId channel, long incarnation, Post post) {
        this.channel = channel;
        this.incarnation = incarnation;
        this.post = post;
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
