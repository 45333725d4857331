package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.DeviceMark;
import io.netvscd.actors.edge.Isolation;
import io.netvscd.actors.edge.ParkingBond;
import io.netvscd.datapath.linux.TapDevice;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a life of the daemon that did not end in order left on devices. Those of the NICs that are configured now are taken over as they
 * are; those of other NICs are given back, unless another daemon holds the NIC.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final LinkControl control;
    private final Set<String> nics;

    /**
     * @param nics the NICs that are configured now
     */
    Leftovers(LinkControl control, Set<String> nics) {
        this.control = control;
        this.nics = Set.copyOf(nics);
    }

    /** Clears them away, each whether or not another can be. */
    void clear() throws IOException {
        List<LinkMessage> links = control.links();
        links.forEach(link -> attempt(link, this::vf));
        links.forEach(link -> attempt(link, this::lower));
        ParkingBond.clearEmpty(control);
        links.forEach(link -> attempt(link, this::tap));
    }

    /** Until it is taken over, what a VF receives is nobody's. */
    private void vf(LinkMessage link) throws IOException {
        Optional<String> nic = DeviceMark.nicOfVf(link);
        if (nic.isPresent()) {
            boolean orphan = isOrphan(nic.get());
            if (orphan || nics.contains(nic.get())) {
                control.endRedirect(link.ifindex());
            }
            if (orphan) {
                Isolation.restore(control, nic.get(), link.ifindex());
                LOG.info("{}: an ordinary netdev again, {} is not configured any more", link.name(), nic.get());
            }
        }
    }

    private void lower(LinkMessage link) throws IOException {
        Optional<String> nic = DeviceMark.nicAbove(link);
        if (nic.isPresent() && isOrphan(nic.get())) {
            LowerNetdevs.giveBack(control, link.ifindex());
            LOG.info("{}: given back to the system, {} is not configured any more", link.name(), nic.get());
        }
    }

    private void tap(LinkMessage link) throws IOException {
        if (link.alias().equals(DeviceMark.TAP) && isOrphan(link.name())) {
            control.delete(link.ifindex());
            LOG.info("{}: removed, it is not configured any more", link.name());
        }
    }

    private boolean isOrphan(String nic) throws IOException {
        return !nics.contains(nic) && (control.link(nic).isEmpty() || !TapDevice.isHeld(nic));
    }

    private static void attempt(LinkMessage link, Step step) {
        try {
            step.of(link);
        } catch (IOException refused) {
            LOG.warn("{}: what an earlier life left there stays: {}", link.name(), refused.getMessage());
        }
    }

    private interface Step {
        void of(LinkMessage link) throws IOException;
    }
}
