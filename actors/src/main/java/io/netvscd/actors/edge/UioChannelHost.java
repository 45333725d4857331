package io.netvscd.actors.edge;

import io.netvscd.actors.machine.channel.ChannelTimings;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.uio.UioListener;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real host, as far as sysfs and a device file show it. A device that is wanted and not there, or not to be opened, is
 * tried again once a second; one that the host took back is wanted again. Opening may wait for the kernel, so it has a
 * thread of its own.
 */
public final class UioChannelHost implements ChannelHost, AutoCloseable {
    /** Opens what a host offers. */
    @FunctionalInterface
    public interface Opener {
        /** Finds the device, binds it where it is not bound, and opens it. */
        VmbusDevice open(UioListener listener) throws IOException;

        /** Begins to look for sub-channels of an open device; there are none by default. */
        default Search search(VmbusDevice device, int granted) {
            return new Search() {
                @Override
                public int look() {
                    return 0;
                }

                @Override
                public boolean complete() {
                    return true;
                }
            };
        }
    }

    /** A search for sub-channels that are shown some time after they were granted. */
    public interface Search {
        /** Looks once; how many have come since the last look. */
        int look() throws IOException;

        /** Whether no more will come. */
        boolean complete();
    }

    private static final Logger LOG = LoggerFactory.getLogger(UioChannelHost.class);
    private static final long RETRY_MS = 1_000;
    private static final long END_SECONDS = 10;
    private static final long LOOK_MS = 20;
    /** As long as the channel's owner waits for them. */
    private static final long LOOKS_MAX = ChannelTimings.SUBCHANNEL_DEADLINE_MS / LOOK_MS;

    private final String nic;
    private final Opener opener;
    private final HostListener listener;
    private final long retryMs;
    private final long lookMs;
    private final ScheduledExecutorService thread;
    private boolean wanted;
    private boolean retrying;
    private volatile VmbusDevice device;
    private String complaint = "";

    /**
     * Opens nothing before it is asked to.
     *
     * @param listener told of each device that is opened and taken back, as by any other host
     */
    public UioChannelHost(String nic, Opener opener, HostListener listener) {
        this(nic, opener, listener, RETRY_MS, LOOK_MS);
    }

    UioChannelHost(String nic, Opener opener, HostListener listener, long retryMs, long lookMs) {
        this.nic = nic;
        this.opener = opener;
        this.listener = listener;
        this.retryMs = retryMs;
        this.lookMs = lookMs;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "uio " + nic);
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void offer() {
        execute(this::want);
    }

    @Override
    public void reopen() {
        execute(this::want);
    }

    private void want() {
        wanted = true;
        open();
    }

    private void open() {
        if (!wanted || device != null) {
            return;
        }
        VmbusDevice opened;
        try {
            opened = opener.open(new Ends());
        } catch (IOException absent) {
            complain(absent.getMessage());
            retry();
            return;
        }
        device = opened;
        wanted = false;
        try {
            listener.offered(opened);
            complaint = "";
        } catch (RuntimeException unfit) {
            complain(unfit.getMessage());
            opened.close();
            retry();
        }
    }

    @Override
    public void awaitSubchannels(int granted) {
        execute(() -> {
            VmbusDevice primary = device;
            if (primary != null) {
                look(primary, opener.search(primary, granted), 1);
            }
        });
    }

    private void look(VmbusDevice primary, Search search, int looks) {
        if (primary != device) {
            return;
        }
        try {
            if (search.look() > 0) {
                listener.subchannelsOffered();
            }
        } catch (IOException unfit) {
            LOG.warn("{}: a sub-channel cannot be used: {}", nic, unfit.getMessage());
        }
        if (search.complete()) {
            return;
        }
        if (looks < LOOKS_MAX) {
            later(() -> look(primary, search, looks + 1), lookMs);
        } else {
            LOG.warn("{}: the kernel does not show all sub-channels that the host granted; going on with fewer", nic);
        }
    }

    private void later(Runnable task, long delayMs) {
        if (!thread.isShutdown()) {
            thread.schedule(task, delayMs, TimeUnit.MILLISECONDS);
        }
    }

    private void complain(String message) {
        if (!message.equals(complaint)) {
            complaint = message;
            LOG.warn("{}: no channel to the host yet, trying again every {} ms: {}", nic, retryMs, message);
        }
    }

    private void retry() {
        if (!retrying) {
            retrying = true;
            later(() -> {
                retrying = false;
                want();
            }, retryMs);
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ended) {
            LOG.debug("{}: closed meanwhile", nic);
        }
    }

    /** Closes what is still open. The thread that used it has ended. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{}: the kernel still has not answered", nic);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        VmbusDevice open = device;
        if (open != null) {
            open.close();
        }
    }

    /** Called on the thread that uses the device. */
    private final class Ends implements UioListener {
        @Override
        public void rescinded() {
            LOG.info("{}: the host has taken the channel back", nic);
            execute(() -> wanted = true);
            listener.rescinded();
        }

        @Override
        public void closed() {
            execute(() -> {
                device = null;
                open();
            });
        }
    }
}
