package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;

/**
 * A netdev that is a NIC's synthetic path: there, it is an open channel; gone, a closed one; its carrier is the host's
 * link.
 */
final class SyntheticLink implements LinkWatch {
    private static final String NO_NVSP = "none";

    private final OwnerId master;
    private final String device;
    private final Post post;
    private long incarnation;
    private int ifindex;
    private boolean carrier;

    SyntheticLink(String nic, String device, Post post) {
        master = OwnerId.master(nic);
        this.device = device;
        this.post = post;
    }

    @Override
    public synchronized void seen(LinkMessage link) {
        if (ifindex == 0 && link.name().equals(device)) {
            ifindex = link.ifindex();
            carrier = link.carrier();
            incarnation++;
            post.tell(master, new MasterInput.ChannelOpened(incarnation, NO_NVSP, carrier));
        } else if (ifindex == link.ifindex() && carrier != link.carrier()) {
            carrier = link.carrier();
            post.tell(master, new MasterInput.HostLinkChanged(incarnation, carrier));
        }
    }

    @Override
    public synchronized void gone(int goneIfindex) {
        if (ifindex != 0 && ifindex == goneIfindex) {
            ifindex = 0;
            post.tell(master, new MasterInput.ChannelClosed(incarnation, "the netdev " + device + " is gone"));
        }
    }

    /** The master begins again: the next look tells that the device is there. */
    synchronized void forget() {
        ifindex = 0;
    }

    /** The device's number, 0 while it is not there. */
    synchronized int ifindex() {
        return ifindex;
    }

    /** Whether the device is there and has a carrier. */
    synchronized boolean linkUp() {
        return ifindex != 0 && carrier;
    }
}
