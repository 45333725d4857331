package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.ChannelEdge;
import io.netvscd.actors.edge.DatapathEdge;
import io.netvscd.actors.edge.NicPorts;
import io.netvscd.config.NicConfig;
import io.netvscd.config.SyntheticConfig;
import io.netvscd.config.VfConfig;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.lane.KernelLane;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.TapOffload;
import io.netvscd.datapath.linux.TapPort;
import io.netvscd.datapath.linux.TapSettings;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.datapath.port.Port;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One NIC on real devices: its TAP, its forwarding core, its synthetic path and its host, embedded or real. */
final class NicUnit implements Nic, NicPorts {
    private static final Logger LOG = LoggerFactory.getLogger(NicUnit.class);
    private static final long HOST_LATENCY_NS = 0;
    private static final long CLOSE_SECONDS = 2;
    private static final long CHECKPOINT_MS_MAX = 500;

    private final NicConfig config;
    private final Engine engine;
    private final LinkControl control;
    private final TapPort tap;
    private final TapLinks tapLinks;
    private final SyntheticLink syntheticLink;
    private final VfLane lane;
    private final DatapathEdge edge;
    private final ChannelEdge channel;
    private final Uplink uplink;
    private final EmbeddedHost host;
    private final RealHost realHost;
    private final HostFollower follower;
    private final NetvscDatapath datapath;
    private volatile Checkpoint lastCheckpoint = Checkpoint.ZERO;
    /** For what may wait for the kernel. */
    private final ExecutorService errands = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "nic-errands");
        thread.setDaemon(true);
        return thread;
    });

    private NicUnit(
            NicConfig config, Engine engine, LinkControl control, TapPort tap, VfLane lane, RealHost realHost)
            throws IOException {
        this.config = config;
        this.engine = engine;
        this.control = control;
        this.tap = tap;
        this.lane = lane;
        this.realHost = realHost;
        String nic = config.name();
        boolean embedded = config.synthetic().type() == SyntheticConfig.Type.EMBEDDED;
        boolean hostless = config.synthetic().type() == SyntheticConfig.Type.NETDEV;
        tapLinks = new TapLinks(nic, tap.device().ifindex(), engine.post());
        syntheticLink = hostless ? new SyntheticLink(nic, config.synthetic().device(), engine.post()) : null;
        channel = hostless ? null : new ChannelEdge(nic, engine.loop(), engine.post(), true);
        uplink = embedded ? Uplink.open(config, engine.loop()) : null;
        host = embedded ? host(channel) : null;
        if (realHost != null) {
            realHost.join(channel);
        }
        follower = embedded && config.vf().association() == VfConfig.Association.AUTO
                ? new HostFollower(nic, this::tellHost)
                : null;
        edge = new DatapathEdge(nic, this, engine.post(), engine.loop()::wakeup);
        datapath = new NetvscDatapath(tap, edge, config.synthetic().meetsVfInFabric(), mac(), engine.blackBox(nic));
        edge.join(datapath);
        engine.edges().with(nic, hostless ? List.of(edge) : List.of(edge, channel));
        if (embedded) {
            // First, so that what a round finds at the uplink is at the master before the round ends.
            engine.loop().add(host);
        }
        engine.loop().add(datapath);
    }

    /**
     * Opens the TAP and, for an embedded host, its uplink.
     *
     * @param realHost where the host is one, else null; closed with the NIC, once this has returned one
     * @throws IOException naming the device and what is missing
     */
    static NicUnit open(NicConfig config, Engine engine, LinkControl control, KernelLane kernel, RealHost realHost)
            throws IOException {
        TapPort tap = TapPort.open(new TapSettings(
                config.name(), MacAddress.parse(config.mac()), true, TapOffload.TCP_SEGMENTATION));
        try {
            // Attached, the device says that it has one, and what the system sends then finds no way out yet.
            tap.device().setCarrier(false);
            VfLane lane = VfLane.choose(config.name(), config.vf().lane(), kernel, control, tap.device().ifindex(),
                    config.synthetic().meetsVfInFabric() ? MacAddress.parse(config.mac()) : null);
            return new NicUnit(config, engine, control, tap, lane, realHost);
        } catch (IOException | RuntimeException failed) {
            if (tap.device().created()) {
                tap.device().setPersistent(false);
            }
            tap.close();
            throw failed;
        }
    }

    private EmbeddedHost host(ChannelEdge listener) {
        HostSettings settings = HostSettings.of(config.name(), mac(), config.mtu(), HOST_LATENCY_NS)
                .with(config.synthetic().hasUplinkNetdev(), config.synthetic().channels());
        EmbeddedHost made = new EmbeddedHost(settings, uplink.port(), listener);
        listener.join(made);
        return made;
    }

    /** Hears of every device. */
    void seen(LinkMessage link) {
        if (uplink != null) {
            uplink.seen(link);
        }
    }

    @Override
    public NicConfig config() {
        return config;
    }

    @Override
    public Checkpoint checkpoint() {
        lane.count();
        Future<Void> read = engine.loop().execute(() -> lastCheckpoint = datapath.checkpoint());
        try {
            read.get(CHECKPOINT_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("{}: the datapath does not say what it has counted; these are older figures", config.name());
        }
        return lastCheckpoint;
    }

    @Override
    public String lane() {
        return lane.word();
    }

    @Override
    public String laneReason() {
        return lane.reason();
    }

    @Override
    public List<String> warnings() {
        return lane.isKernel() && tapLinks.hasProgram()
                ? List.of("an XDP program sees nothing of what arrives on the VF; vf.lane = user or a restart lets it")
                : List.of();
    }

    @Override
    public boolean syntheticNetdevThere() {
        return syntheticLink != null && syntheticLink.ifindex() != 0;
    }

    @Override
    public boolean syntheticNetdevLinked() {
        return syntheticLink != null && syntheticLink.linkUp();
    }

    @Override
    public boolean hasEmbeddedHost() {
        return host != null;
    }

    @Override
    public void tellHost(HostCommand command) {
        host.submit(command);
        engine.loop().wakeup();
    }

    @Override
    public void setUp(boolean up) throws IOException {
        control.setUp(tapLinks.ifindex(), up);
    }

    @Override
    public void setMtu(int mtu) throws IOException {
        control.setMtu(tapLinks.ifindex(), mtu);
    }

    private MacAddress mac() {
        return MacAddress.parse(config.mac());
    }

    TapLinks tapLinks() {
        return tapLinks;
    }

    /** The netdev that is the synthetic path, null where that is a channel. */
    SyntheticLink syntheticLink() {
        return syntheticLink;
    }

    /** Null where nobody associates VFs by itself. */
    HostFollower follower() {
        return follower;
    }

    @Override
    public Port synthetic(long incarnation) throws IOException {
        return channel != null ? channel.port(incarnation) : Uplink.openNetdev(config.synthetic().device());
    }

    @Override
    public Port vf(String key, int ifindex) throws IOException {
        return lane.open(key, ifindex, errands);
    }

    /** Hears, before anybody else, that a device carries nothing. */
    void failed(int ifindex) {
        edge.deviceFailed(ifindex);
    }

    @Override
    public void beginAgain() {
        tapLinks.forget();
        if (syntheticLink != null) {
            syntheticLink.forget();
        }
    }

    @Override
    public byte[][] announcements() {
        return tapLinks.announcements();
    }

    @Override
    public void carrier(boolean up) {
        try {
            tap.device().setCarrier(up);
        } catch (ErrnoException refused) {
            LOG.warn("{}", refused.getMessage());
        }
    }

    @Override
    public void mtu(int from, int to) {
        takeBack(link -> link.mtu() == from, ifindex -> control.setMtu(ifindex, to), "MTU " + from);
    }

    @Override
    public void mac(MacAddress from, MacAddress to) {
        takeBack(link -> link.mac().equals(from), ifindex -> control.setMac(ifindex, to), "address " + from);
    }

    /** Sets the TAP back to what the host takes, unless its user has set another thing meanwhile. */
    private void takeBack(Predicate<LinkMessage> refused, TapSetting setting, String what) {
        errands.execute(() -> {
            try {
                Optional<LinkMessage> now = control.link(tapLinks.ifindex());
                if (now.isPresent() && refused.test(now.get())) {
                    setting.set(tapLinks.ifindex());
                    LOG.warn("{}: the host has refused {}", config.name(), what);
                }
            } catch (IOException failed) {
                LOG.error("{}: the host has refused {}, and it cannot be taken back: {}", config.name(), what,
                        failed.getMessage());
            }
        });
    }

    /** Sets one thing of a netdev. */
    private interface TapSetting {
        void set(int ifindex) throws IOException;
    }

    /** Closes every port; the TAP itself stays where {@code keepTap}. */
    void close(boolean keepTap) {
        if (!keepTap) {
            try {
                tap.device().setPersistent(false);
            } catch (ErrnoException refused) {
                LOG.warn("{}", refused.getMessage());
            }
        }
        datapath.close();
        lane.close();
        if (host != null) {
            host.close();
        }
        errands.shutdown();
        try {
            if (!errands.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{}: the kernel has not let go of all ports", config.name());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (realHost != null) {
            // Last: the kernel's interface comes back, and wants the name that the TAP had.
            realHost.close();
        }
    }
}
