package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.frame.PeerAnnouncement;
import io.netvscd.datapath.netlink.AddressMessage;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the user does to a NIC's TAP ({@code ip link}, {@code ip address}), told to its master as it changes. The master begins with the NIC
 * down and the configured MTU and MAC, so the first look tells all that differs.
 */
final class TapLinks implements LinkWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TapLinks.class);

    private final OwnerId master;
    private final int ifindex;
    private final Post post;
    private final Set<InetAddress> addresses = new LinkedHashSet<>();
    private LinkMessage last;

    TapLinks(String nic, int ifindex, Post post) {
        master = OwnerId.master(nic);
        this.ifindex = ifindex;
        this.post = post;
    }

    @Override
    public synchronized void seen(LinkMessage link) {
        if (link.ifindex() == ifindex) {
            LinkMessage before = last;
            last = link;
            tell(before, link, LinkMessage::mac, MasterInput.MacChanged::new);
            tell(before, link, LinkMessage::mtu, MasterInput.MtuChanged::new);
            tell(before, link, LinkMessage::promiscuous, MasterInput.PromiscuousChanged::new);
            tell(before, link, LinkMessage::up, MasterInput.AdminChanged::new);
        }
    }

    /** Somebody deleted the TAP, or moved it to another namespace: to its master that is a NIC that was set down. */
    @Override
    public synchronized void gone(int goneIfindex) {
        if (goneIfindex == ifindex) {
            LOG.error("{}: its TAP was deleted or moved to another namespace; what is deleted comes back with a restart, what is moved "
                    + "carries again once it is back", master.nic());
            last = null;
            post.tell(master, new MasterInput.AdminChanged(false));
        }
    }

    private <T> void tell(
            LinkMessage before, LinkMessage now, Function<LinkMessage, T> field, Function<T, Input> input) {
        if (before == null || !field.apply(before).equals(field.apply(now))) {
            post.tell(master, input.apply(field.apply(now)));
        }
    }

    synchronized void addressSeen(AddressMessage address) {
        if (address.ifindex() == ifindex) {
            addresses.add(address.address());
        }
    }

    synchronized void addressGone(AddressMessage address) {
        if (address.ifindex() == ifindex) {
            addresses.remove(address.address());
        }
    }

    synchronized byte[][] announcements() {
        return last == null ? new byte[0][] : PeerAnnouncement.frames(last.mac(), addresses);
    }

    /** The master begins again: the next look tells everything. */
    synchronized void forget() {
        last = null;
    }

    /** Whether somebody has attached an XDP program to it. */
    synchronized boolean hasProgram() {
        return last != null && last.program();
    }

    int ifindex() {
        return ifindex;
    }
}
