package io.netvscd.actors.daemon;

import io.netvscd.actors.control.ControlServer;
import io.netvscd.actors.edge.DeviceMark;
import io.netvscd.actors.edge.KernelEdge;
import io.netvscd.actors.machine.channel.ChannelPhase;
import io.netvscd.actors.machine.channel.ChannelState;
import io.netvscd.actors.machine.watcher.WatcherPhase;
import io.netvscd.actors.machine.watcher.WatcherState;
import io.netvscd.config.JournalConfig;
import io.netvscd.config.NetvscdConfig;
import io.netvscd.config.NicConfig;
import io.netvscd.config.SyntheticConfig;
import io.netvscd.datapath.lane.KernelLane;
import io.netvscd.datapath.lane.LaneListener;
import io.netvscd.datapath.netlink.KeptLinkMonitor;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.journal.store.RetentionRules;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code netvscd run}: the engine on real devices. Started once, stopped once; after a start whatever an earlier life left behind is
 * reconciled with the machine as it is.
 */
public final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Path SYSFS = Path.of("/sys");
    private static final long AROUND_INCIDENT_MS = 600_000;
    private static final long FIRST_LOOK_SECONDS = 5;
    private static final long LOOK_AGAIN_NS = 10_000_000;

    private final NetvscdConfig config;
    private final Engine engine;
    private final List<NicUnit> nics = new CopyOnWriteArrayList<>();
    private final SystemdNotifier systemd = new SystemdNotifier(System.getenv("NOTIFY_SOCKET"));
    /** Tells the service manager; what it would still have to tell when the daemon stops is nobody's business any more. */
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "status");
        thread.setDaemon(true);
        return thread;
    }, new ThreadPoolExecutor.DiscardPolicy());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private LinkControl control;
    private KernelLane lane;
    private LowerNetdevs lowers;
    private KeptLinkMonitor monitor;
    private KernelEdge kernel;
    private ControlServer server;
    private String lastStatus = "";

    private Daemon(NetvscdConfig config, Engine engine) {
        this.config = config;
        this.engine = engine;
    }

    /**
     * Opens journal, devices and control socket and starts the owners.
     *
     * @param file where the configuration was read, for {@code reload}
     * @throws IOException naming what could not be opened; nothing is left open then
     */
    public static Daemon start(NetvscdConfig config, Path file) throws IOException {
        Daemon daemon = new Daemon(config, Engine.open(config.journal().dir(), retention(config.journal())));
        try {
            daemon.open(file);
            return daemon;
        } catch (IOException | RuntimeException failed) {
            daemon.close();
            throw failed;
        }
    }

    private static RetentionRules retention(JournalConfig journal) {
        return new RetentionRules(journal.keep().toMillis(), journal.sizeBytes(), journal.incidentBytes(),
                AROUND_INCIDENT_MS, AROUND_INCIDENT_MS);
    }

    private void open(Path file) throws IOException {
        List<NicFacts> facts = config.nics().stream().map(NicFactsOf::config).toList();
        engine.recall(facts);
        control = LinkControl.open();
        new Leftovers(control, config.nics().stream().map(NicConfig::name).collect(Collectors.toSet())).clear();
        lowers = new LowerNetdevs(control, config);
        lowers.take();
        lane = KernelLane.open(control, new LaneEar());
        for (NicConfig nic : config.nics()) {
            nics.add(openNic(nic));
        }
        LinkRouter router = new LinkRouter(
                engine.post(),
                new VfUses(engine.post(), this::isVf, control::uses),
                nics.stream().map(NicUnit::tapLinks).toList(),
                nics.stream().map(NicUnit::syntheticLink).filter(Objects::nonNull).toList(),
                new Bystanders());
        monitor = KeptLinkMonitor.open(SYSFS, router);
        kernel = new KernelEdge(control, monitor::dump, engine.post());
        engine.edges().with(kernel);
        engine.board().watch(new WarningLog()::hear);
        nics.stream().map(NicUnit::follower).filter(Objects::nonNull).forEach(follower ->
                engine.board().follow(follower::hear));
        server = ControlServer.open(config.control().socket(), new ControlVerbs(config, file, engine, nics));
        engine.start(facts);
        monitor.start();
        engine.board().watch(turn -> {
            if (turn.owner().kind() == OwnerId.Kind.MASTER) {
                clock.execute(this::tellStatus);
            }
        });
        clock.execute(this::tellStatus);
        long watchdogMs = SystemdNotifier.watchdogMs(System.getenv("WATCHDOG_USEC"));
        if (watchdogMs > 0) {
            clock.scheduleAtFixedRate(
                    () -> engine.ping(() -> clock.execute(systemd::alive)), 0, watchdogMs, TimeUnit.MILLISECONDS);
        }
        LOG.info("running: {}", config.nics().stream().map(NicConfig::name).collect(Collectors.joining(", ")));
    }

    /**
     * Tells the service manager that the daemon is ready once the kernel's devices have been compared with what the journal
     * remembers and the channels are open, so that who waits for it finds a network. A host that offers nothing is not waited for,
     * and a stop ends the wait.
     */
    public void awaitFirstLook() {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_LOOK_SECONDS);
        while (!hasLooked() && System.nanoTime() < deadlineNs && !stopping.get()) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        systemd.ready();
        ProcessHandle.current().info().startInstant().ifPresent(began ->
                LOG.info("ready {} ms after the process began", Duration.between(began, Instant.now()).toMillis()));
    }

    private boolean hasLooked() {
        boolean watching = engine.board().livedState(OwnerId.WATCHER) instanceof WatcherState watcher
                && watcher.phase() == WatcherPhase.WATCHING;
        return watching && nics.stream().allMatch(this::isOpen);
    }

    private boolean isOpen(NicUnit nic) {
        Object channel = engine.board().livedState(OwnerId.channel(nic.config().name()));
        return nic.syntheticNetdevThere()
                || channel instanceof ChannelState state && state.phase() == ChannelPhase.OPEN;
    }

    private final class Bystanders implements LinkWatch {
        @Override
        public void seen(LinkMessage link) {
            lowers.seen(link);
            nics.forEach(nic -> nic.seen(link));
        }

        @Override
        public void gone(int ifindex) {
            kernel.gone(ifindex);
        }

        @Override
        public void failed(int ifindex) {
            nics.forEach(nic -> nic.failed(ifindex));
        }
    }

    /** What the kernel's lane has to tell, on its own thread. */
    private final class LaneEar implements LaneListener {
        @Override
        public void failed(int ifindex) {
            nics.forEach(nic -> nic.failed(ifindex));
        }

        @Override
        public void settled() {
            engine.loop().wakeup();
        }

        @Override
        public void refused(IOException fault) {
            LOG.warn("kernel lane: {}", fault.getMessage());
        }
    }

    private boolean isVf(int ifindex) {
        return engine.board().state(OwnerId.WATCHER) instanceof WatcherState watcher
                && watcher.vfs().containsKey(ifindex);
    }

    private NicUnit openNic(NicConfig nic) throws IOException {
        if (nic.synthetic().type() != SyntheticConfig.Type.UIO) {
            return openNic(nic, null);
        }
        // Before anything is looked at: until then the kernel's interface has the name that the TAP will have.
        RealHost realHost = RealHost.take(nic);
        try {
            return openNic(nic, realHost);
        } catch (IOException | RuntimeException failed) {
            realHost.close();
            throw failed;
        }
    }

    private NicUnit openNic(NicConfig nic, RealHost realHost) throws IOException {
        boolean existed = control.link(nic.name()).isPresent();
        NicUnit unit = NicUnit.open(nic, engine, control, lane, realHost);
        if (!existed) {
            int ifindex = unit.tapLinks().ifindex();
            control.setAlias(ifindex, DeviceMark.TAP);
            control.setMtu(ifindex, nic.mtu());
        }
        return unit;
    }

    private void tellStatus() {
        StatusReport report = new StatusReport(engine);
        String status = nics.isEmpty() ? "no NIC configured" : nics.stream()
                .map(nic -> nic.config().name() + " on " + report.path(nic))
                .collect(Collectors.joining(", "));
        if (!status.equals(lastStatus)) {
            lastStatus = status;
            systemd.status(status);
        }
    }

    /** Waits until {@link #close} has been called and has ended. */
    public void awaitEnd() throws InterruptedException {
        stopped.await();
    }

    /**
     * Stops in order: masters leave their VFs, channels close, VFs become ordinary netdevs again, then threads, sockets and devices. A TAP
     * that was there before the daemon's first start stays.
     */
    @Override
    public void close() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        systemd.stopping();
        clock.shutdownNow();
        closeQuietly(server);
        engine.stop();
        closeQuietly(kernel);
        closeQuietly(monitor);
        List<Boolean> keep = nics.stream().map(nic -> !isOurs(nic)).toList();
        engine.close();
        for (int i = 0; i < nics.size(); i++) {
            nics.get(i).close(keep.get(i));
        }
        closeQuietly(lane);
        closeQuietly(lowers);
        closeQuietly(control);
        stopped.countDown();
    }

    private boolean isOurs(NicUnit nic) {
        try {
            Optional<LinkMessage> link = control.link(nic.tapLinks().ifindex());
            return link.isPresent() && link.get().alias().equals(DeviceMark.TAP);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception failed) {
            LOG.warn("stopping: {}", failed.getMessage());
        }
    }
}
