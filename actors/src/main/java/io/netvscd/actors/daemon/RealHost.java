package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.ChannelEdge;
import io.netvscd.actors.edge.UioChannelHost;
import io.netvscd.config.NicConfig;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.uio.HeldDevice;
import io.netvscd.datapath.uio.NetvscNotFound;
import io.netvscd.datapath.uio.Patience;
import io.netvscd.datapath.uio.SubChannelSearch;
import io.netvscd.datapath.uio.SysfsWriter;
import io.netvscd.datapath.uio.UioDevice;
import io.netvscd.datapath.uio.UioListener;
import io.netvscd.datapath.uio.UioPaths;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Hyper-V host of one NIC: its device, which leaves the kernel as long as this lives, and the channel to it. */
final class RealHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealHost.class);
    private static final int LOOKS = 200;
    private static final long PAUSE_MS = 50;

    private final String nic;
    private final HeldDevice device;
    private UioChannelHost channels;

    private RealHost(String nic, HeldDevice device) {
        this.nic = nic;
        this.device = device;
    }

    /** Takes the device from the kernel: its interface, addresses and routes are gone when this returns. */
    static RealHost take(NicConfig config) throws IOException {
        HeldDevice device = HeldDevice.take(
                UioPaths.system(),
                SysfsWriter.kernel(),
                Patience.of(LOOKS, PAUSE_MS),
                config.synthetic().device(),
                MacAddress.parse(config.mac()));
        LOG.warn("{}: the VMBus device {} is out of the kernel while this runs", config.name(), device.instance());
        try {
            device.takePages();
        } catch (IOException without) {
            LOG.warn("{}: large segments go to the host in pieces: {}", config.name(), without.getMessage());
        }
        return new RealHost(config.name(), device);
    }

    /** Has the channel's incarnations come from this host. */
    void join(ChannelEdge channel) {
        channels = new UioChannelHost(nic, new Opener(), channel);
        channel.join(channels);
    }

    /** Closes the channel and gives the device back to the kernel. */
    @Override
    public void close() {
        if (channels != null) {
            channels.close();
        }
        try {
            device.giveBack();
        } catch (NetvscNotFound gone) {
            LOG.info("{}: the host has taken the device back; there is nothing to give back to the kernel", nic);
        } catch (IOException failed) {
            LOG.error("{}: the device has not gone back to the kernel; try: netvscd unbind {}: {}",
                    nic, device.instance(), failed.getMessage());
        }
    }

    private final class Opener implements UioChannelHost.Opener {
        @Override
        public VmbusDevice open(UioListener listener) throws IOException {
            return device.open(listener);
        }

        @Override
        public UioChannelHost.Search search(VmbusDevice primary, int granted) {
            SubChannelSearch search = device.search((UioDevice) primary, granted);
            return new UioChannelHost.Search() {
                @Override
                public int look() throws IOException {
                    return search.look().size();
                }

                @Override
                public boolean complete() {
                    return search.complete();
                }
            };
        }
    }
}
