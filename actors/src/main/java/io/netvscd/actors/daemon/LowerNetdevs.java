package io.netvscd.actors.daemon;

import io.netvscd.config.NetvscdConfig;
import io.netvscd.config.NicConfig;
import io.netvscd.config.SyntheticConfig;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> names;
    private final Map<String, Integer> hidden = new HashMap<>();

    LowerNetdevs(LinkControl control, NetvscdConfig config) {
        this.control = control;
        names = config.nics().stream()
                .map(NicConfig::synthetic)
                .map(synthetic -> synthetic.type() == SyntheticConfig.Type.NETDEV
                        ? synthetic.device()
                        : synthetic.hasUplinkNetdev() ? synthetic.uplink() : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
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
        if (names.contains(link.name()) && (known == null || known != link.ifindex())) {
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
                if (control.link(ifindex).isPresent()) {
                    control.showIngress(ifindex);
                }
            } catch (IOException refused) {
                LOG.warn("{}: the system still hears nothing of what arrives on it: {}", name, refused.getMessage());
            }
        });
        hidden.clear();
    }
}
