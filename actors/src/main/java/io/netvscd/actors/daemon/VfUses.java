package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.netlink.AddressMessage;
import io.netvscd.datapath.netlink.DeviceUse;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody does with VFs (addresses, routes, rules, programs), told to the watcher once when it comes and once when it goes. Other
 * devices are nobody's business here.
 */
final class VfUses {
    private static final Logger LOG = LoggerFactory.getLogger(VfUses.class);
    private static final String PROGRAM = "XDP program";

    /** Asks the kernel what somebody has set up on a device. */
    interface Source {
        List<DeviceUse> uses(int ifindex) throws IOException;
    }

    private final Post post;
    private final IntPredicate isVf;
    private final Source source;
    private final Set<DeviceUse> addresses = new HashSet<>();
    private final Set<DeviceUse> uses = new HashSet<>();
    private final Set<Integer> there = new HashSet<>();

    /**
     * @param isVf   whether the watcher takes this ifindex for a VF
     * @param source tells what is on a VF when news of that was lost, and in each round
     */
    VfUses(Post post, IntPredicate isVf, Source source) {
        this.post = post;
        this.isVf = isVf;
        this.source = source;
    }

    void seen(LinkMessage link) {
        there.add(link.ifindex());
        DeviceUse program = new DeviceUse(link.ifindex(), PROGRAM);
        if (link.program()) {
            useSeen(program);
        } else {
            useGone(program);
        }
    }

    void gone(int ifindex) {
        there.remove(ifindex);
        addresses.removeIf(address -> address.ifindex() == ifindex);
        uses.removeIf(use -> use.ifindex() == ifindex);
    }

    /** These are all the devices there are. */
    void forgetAllBut(Set<Integer> ifindexes) {
        there.retainAll(ifindexes);
        addresses.removeIf(address -> !ifindexes.contains(address.ifindex()));
        uses.removeIf(use -> !ifindexes.contains(use.ifindex()));
    }

    void addressSeen(AddressMessage address) {
        if (isVf.test(address.ifindex()) && addresses.add(placed(address))) {
            tell(new WatcherInput.AddressChanged(address.ifindex(), address.text(), true));
        }
    }

    void addressGone(AddressMessage address) {
        if (addresses.remove(placed(address))) {
            tell(new WatcherInput.AddressChanged(address.ifindex(), address.text(), false));
        }
    }

    private static DeviceUse placed(AddressMessage address) {
        return new DeviceUse(address.ifindex(), address.text());
    }

    void useSeen(DeviceUse use) {
        if (isVf.test(use.ifindex()) && uses.add(use)) {
            tell(new WatcherInput.NetdevUsed(use.ifindex(), use.what(), true));
        }
    }

    void useGone(DeviceUse use) {
        if (uses.remove(use)) {
            tell(new WatcherInput.NetdevUsed(use.ifindex(), use.what(), false));
        }
    }

    /** Asks the kernel what is set up on every VF, and tells what was missed. */
    void look() {
        there.stream().filter(isVf::test).forEach(this::look);
    }

    private void look(int ifindex) {
        try {
            List<DeviceUse> now = source.uses(ifindex);
            now.forEach(this::useSeen);
            uses.stream()
                    .filter(use -> use.ifindex() == ifindex && !use.what().equals(PROGRAM) && !now.contains(use))
                    .toList()
                    .forEach(this::useGone);
        } catch (IOException refused) {
            LOG.warn("ifindex {}: what is set up on it cannot be seen: {}", ifindex, refused.getMessage());
        }
    }

    private void tell(WatcherInput input) {
        post.tell(OwnerId.WATCHER, input);
    }
}
