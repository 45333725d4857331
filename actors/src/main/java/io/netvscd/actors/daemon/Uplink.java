package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.EchoPeer;
import io.netvscd.actors.edge.ReplaceablePort;
import io.netvscd.config.NicConfig;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.PacketPort;
import io.netvscd.datapath.linux.PacketSettings;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of an embedded host: a netdev, opened anew when it was deleted and is there again, or a peer that sends every frame
 * back.
 */
final class Uplink {
    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final int LOOPBACK_BYTES = 4 << 20;
    /** Frames of every address: the device below a NIC has one of its own. */
    private static final boolean PROMISCUOUS = true;

    private final NicConfig config;
    private final DatapathLoop loop;
    private final ReplaceablePort port;
    private int ifindex;

    private Uplink(NicConfig config, DatapathLoop loop, Port first, int ifindex) {
        this.config = config;
        this.loop = loop;
        this.ifindex = ifindex;
        port = new ReplaceablePort(first);
    }

    /** @throws IOException naming a netdev that is not there or cannot be opened */
    static Uplink open(NicConfig config, DatapathLoop loop) throws IOException {
        if (config.synthetic().hasUplinkNetdev()) {
            String device = config.synthetic().uplink();
            int ifindex = Libc.ifindex(device);
            return new Uplink(config, loop, openNetdev(device, ifindex), ifindex);
        }
        MemoryPort.Pair wire = MemoryPort.pair("uplink of " + config.name(), LOOPBACK_BYTES);
        loop.add(new EchoPeer(wire.far()));
        return new Uplink(config, loop, wire.near(), 0);
    }

    /** Opens a netdev below a NIC. */
    static Port openNetdev(String device) throws IOException {
        return openNetdev(device, Libc.ifindex(device));
    }

    private static Port openNetdev(String device, int ifindex) throws IOException {
        if (ifindex == 0) {
            throw new IOException("there is no network device " + device);
        }
        return PacketPort.open(new PacketSettings(device, ifindex, PacketSettings.DEFAULT_RING_BLOCKS, PROMISCUOUS));
    }

    Port port() {
        return port;
    }

    /** Hears of every device. */
    void seen(LinkMessage link) {
        if (!link.name().equals(config.synthetic().netdevBelow()) || link.ifindex() == ifindex) {
            return;
        }
        try {
            Port again = openNetdev(link.name(), link.ifindex());
            ifindex = link.ifindex();
            loop.execute(() -> port.replace(again));
            LOG.info("{}: the uplink {} is there again", config.name(), link.name());
        } catch (IOException refused) {
            LOG.warn("{}: the uplink {} is there again, but: {}", config.name(), link.name(), refused.getMessage());
        }
    }
}
