package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.DeviceMark;
import io.netvscd.config.NetvscdConfig;
import io.netvscd.config.NicConfig;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The netdevs below the NICs (an embedded host's uplink, a netdev as synthetic path). What arrives on one is for its
 * NIC: were it heard on the netdev as well, the system would take a broadcast twice and answer ARP for the NIC's
 * addresses with the netdev's own MAC.
 */
final class LowerNetdevs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LowerNetdevs.class);

    private final LinkControl control;
    /** By the netdev's name: the NIC that it is below. */
    private final Map<String, String> nics;
    private final Map<String, Integer> hidden = new HashMap<>();

    LowerNetdevs(LinkControl control, NetvscdConfig config) {
        this.control = control;
        nics = config.nics().stream()
                .filter(nic -> !nic.synthetic().netdevBelow().isEmpty())
                .collect(Collectors.toMap(
                        nic -> nic.synthetic().netdevBelow(), NicConfig::name, (first, second) -> first));
    }

    /** Takes those that are there; others are taken when they appear. */
    void take() throws IOException {
        for (LinkMessage link : control.links()) {
            hide(link);
        }
    }

    void seen(LinkMessage link) {
        try {
            hide(link);
        } catch (IOException refused) {
            LOG.warn("{}: the system still hears what arrives on it: {}", link.name(), refused.getMessage());
        }
    }

    private synchronized void hide(LinkMessage link) throws IOException {
        Integer known = hidden.get(link.name());
        if (nics.containsKey(link.name()) && (known == null || known != link.ifindex())) {
            if (link.alias().isEmpty()) {
                control.setAlias(link.ifindex(), DeviceMark.below(nics.get(link.name())));
            }
            if (!control.isIngressHidden(link.ifindex())) {
                control.hideIngress(link.ifindex());
            }
            hidden.put(link.name(), link.ifindex());
        }
    }

    /** Gives them back to the system. */
    @Override
    public synchronized void close() {
        hidden.forEach((name, ifindex) -> {
            try {
                giveBack(control, ifindex);
            } catch (IOException refused) {
                LOG.warn("{}: the system still hears nothing of what arrives on it: {}", name, refused.getMessage());
            }
        });
        hidden.clear();
    }

    /** Has the system hear again what arrives on a netdev, if that is there. */
    static void giveBack(LinkControl control, int ifindex) throws IOException {
        Optional<LinkMessage> link = control.link(ifindex);
        if (link.isPresent()) {
            control.showIngress(ifindex);
            if (DeviceMark.nicAbove(link.get()).isPresent()) {
                control.setAlias(ifindex, "");
            }
        }
    }
}
