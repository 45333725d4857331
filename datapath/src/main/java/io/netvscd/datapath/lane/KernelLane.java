package io.netvscd.datapath.lane;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.Detour;
import io.netvscd.datapath.linux.ErrnoException;
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
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Orders the kernel's rules for every NIC, on the thread that hears first when a VF fails: an order may have to wait for a lock that
 * a slow driver holds, and no frame waits with it. Any thread may call.
 */
public final class KernelLane implements AutoCloseable {
    private static final long COUNT_MS_MAX = 200;
    /** How often, and how long apart, the rules' counters are looked at when a VF may have failed without a word. */
    private static final int LOOKS = 10;
    private static final long LOOK_NS = 1_000_000;
    private static final int BURIALS = 100;
    private static final long BURIAL_NS = 10_000_000;

    private final RedirectControl control;
    private final LaneListener listener;
    private final LaneThread thread;
    private final CarrierWatch watch;
    /** Touched by the lane's thread alone. */
    private final Set<RedirectedPort> ports = new LinkedHashSet<>();

    private KernelLane(RedirectControl control, LaneListener listener) throws IOException {
        this.control = control;
        this.listener = listener;
        thread = LaneThread.open("kernel-lane", this::heard, this::suspect, listener::refused);
        try {
            watch = CarrierWatch.open(ifindex -> execute(() -> failed(ifindex)), listener::refused);
        } catch (IOException refused) {
            thread.close();
            throw refused;
        }
    }

    /** Opens it in the calling thread's network namespace. */
    public static KernelLane open(LinkControl beside, LaneListener listener) throws IOException {
        RedirectControl control = beside.redirects();
        try {
            return new KernelLane(control, listener);
        } catch (IOException failed) {
            control.close();
            throw failed;
        }
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
                VfRedirect redirect = control.lay(tap, vf, guardedAgainst);
                RedirectedPort port = new RedirectedPort(name, this, redirect, sender, detour(name, redirect));
                port.watched(watch.watch(vf, port::refusals));
                ports.add(port);
                return port;
            });
        } catch (IOException failed) {
            sender.close();
            throw failed;
        }
    }

    /** Null where the kernel refuses it: frames may then be overtaken when a fabric turns to the VF. */
    private static Detour detour(String name, VfRedirect redirect) throws IOException {
        Detour detour;
        try {
            detour = Detour.make(name, redirect.vf());
        } catch (ErrnoException refused) {
            return null;
        }
        try {
            redirect.respect(detour);
            return detour;
        } catch (ErrnoException refused) {
            detour.close();
            return null;
        }
    }

    /** Has every lane counted; returns when that is done, or is taking too long since the kernel is busy. */
    public void count() {
        Future<?> done = submit(() -> {
            ports.forEach(RedirectedPort::count);
            return null;
        });
        try {
            done.get(COUNT_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            done.cancel(false);
        }
    }

    /** Has a device of the other lane watched: where it refuses frames since its carrier is lost, the listener hears of it. */
    public WatchedDevice watch(int ifindex) {
        return watch.watch(ifindex, null);
    }

    private void heard(int ifindex, boolean dead, boolean asked) {
        if (dead) {
            failed(ifindex);
        }
    }

    /** The datapaths hear of it before the rule lets go: what comes to them then must not go to the VF. */
    private void failed(int ifindex) {
        listener.failed(ifindex);
        for (RedirectedPort port : ports) {
            if (port.ifindex() == ifindex) {
                port.failed();
            }
        }
    }

    /** A VF may have failed without a word: its rules' counters are looked at for a while. */
    public void suspect() {
        thread.execute(() -> look(LOOKS));
    }

    private void look(int looks) {
        thread.after(LOOK_NS, () -> {
            ports.stream().filter(RedirectedPort::refusesEverything).mapToInt(RedirectedPort::ifindex).forEach(this::failed);
            if (looks > 1) {
                look(looks - 1);
            }
        });
    }

    void execute(Runnable task) {
        thread.execute(task);
    }

    void wakeDatapath() {
        listener.settled();
    }

    void refused(IOException fault) {
        listener.refused(fault);
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
            if (!control.bury() && attempts > 1) {
                thread.after(BURIAL_NS, () -> bury(attempts - 1));
            }
        } catch (IOException fault) {
            refused(fault);
        }
    }

    private <T> Future<T> submit(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        thread.execute(task);
        return task;
    }

    private <T> T call(Callable<T> work) throws IOException {
        try {
            return submit(work).get();
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
        watch.close();
        thread.close();
        control.close();
    }
}
