package io.netvscd.datapath.lane;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.PacketSender;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.RedirectControl;
import io.netvscd.datapath.netlink.VfRedirect;
import io.netvscd.datapath.port.Port;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The thread that orders the kernel's rules, for every NIC: an order may have to wait for a lock that a slow driver holds, and no
 * frame waits with it. Any thread may call.
 */
public final class KernelLane implements AutoCloseable {
    private static final long CLOSE_SECONDS = 3;
    private static final long COUNT_MS_MAX = 200;
    /** How often, and how long apart, the rules' counters are looked at when a VF may have failed without a word. */
    private static final int LOOKS = 10;
    private static final long LOOK_MS = 1;
    private static final int BURIALS = 100;
    private static final long BURIAL_MS = 10;

    private final RedirectControl control;
    private final Runnable wakeup;
    private final Consumer<IOException> onFault;
    private final ScheduledExecutorService thread;
    /** Touched by the lane's thread alone. */
    private final Set<RedirectedPort> ports = new LinkedHashSet<>();

    private KernelLane(RedirectControl control, Runnable wakeup, Consumer<IOException> onFault) {
        this.control = control;
        this.wakeup = wakeup;
        this.onFault = onFault;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread worker = new Thread(task, "kernel-lane");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * Opens it in the calling thread's network namespace.
     *
     * @param wakeup  makes the datapath's thread look at its bypasses
     * @param onFault told of an order that the kernel refused
     */
    public static KernelLane open(LinkControl beside, Runnable wakeup, Consumer<IOException> onFault) throws IOException {
        return new KernelLane(beside.redirects(), wakeup, onFault);
    }

    /** Cleans up at a NIC's TAP after an earlier life; what the kernel lacks for a lane there, empty when it lacks nothing. */
    public String prepare(int tap) throws IOException {
        return call(() -> {
            String lacking = control.prepare(tap);
            bury(BURIALS);
            return lacking;
        });
    }

    /** Leaves a NIC's TAP as it was found. */
    public void forget(int tap) throws IOException {
        call(() -> {
            control.forget(tap);
            return null;
        });
    }

    /**
     * Opens a VF whose frames the kernel moves.
     *
     * @param name           for messages
     * @param guardedAgainst as for {@link RedirectControl#lay}
     */
    public Port open(String name, int tap, int vf, MacAddress guardedAgainst) throws IOException {
        PacketSender sender = PacketSender.open(name, vf);
        try {
            return call(() -> {
                RedirectedPort port = new RedirectedPort(name, this, control.lay(tap, vf, guardedAgainst), sender);
                ports.add(port);
                return port;
            });
        } catch (IOException failed) {
            sender.close();
            throw failed;
        }
    }

    /** Has every lane counted; returns when that is done, or is taking too long since the kernel is busy. */
    public void count() {
        Future<?> done = thread.submit(() -> ports.forEach(RedirectedPort::count));
        try {
            done.get(COUNT_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            done.cancel(false);
        }
    }

    /**
     * A VF may have failed without a word: looks at the rules' counters for a while.
     *
     * @param onFailed told, on the lane's thread, the number of each device that takes nothing of what it is given
     */
    public void suspect(IntConsumer onFailed) {
        look(onFailed, LOOKS);
    }

    private void look(IntConsumer onFailed, int looks) {
        thread.schedule(() -> {
            ports.stream().filter(RedirectedPort::refusesEverything).mapToInt(RedirectedPort::ifindex).forEach(onFailed);
            if (looks > 1) {
                look(onFailed, looks - 1);
            }
        }, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** On the lane's thread. */
    void remove(RedirectedPort port, VfRedirect redirect) {
        ports.remove(port);
        try {
            control.remove(redirect);
        } catch (IOException fault) {
            refused(fault);
        }
        bury(BURIALS);
    }

    /** The kernel does away with a filter some milliseconds after it was replaced, and only then with what that referred to. */
    private void bury(int attempts) {
        try {
            if (!control.bury() && attempts > 1 && !thread.isShutdown()) {
                thread.schedule(() -> bury(attempts - 1), BURIAL_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException fault) {
            refused(fault);
        }
    }

    void execute(Runnable task) {
        thread.execute(task);
    }

    void wakeDatapath() {
        wakeup.run();
    }

    void refused(IOException fault) {
        onFault.accept(fault);
    }

    private <T> T call(Callable<T> work) throws IOException {
        try {
            return thread.submit(work).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the kernel was asked", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw new IllegalStateException("the kernel's lane", failed.getCause());
        }
    }

    /** Carries out what was ordered, then ends. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            for (int i = 0; i < BURIALS && !control.bury(); i++) {
                TimeUnit.MILLISECONDS.sleep(BURIAL_MS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException fault) {
            refused(fault);
        }
        control.close();
    }
}
