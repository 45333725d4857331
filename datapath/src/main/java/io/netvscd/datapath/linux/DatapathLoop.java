package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Pollable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * One thread that turns its {@link Pollable}s over: round after round while there is work and for a short while after
 * the last, asleep in {@code ppoll(2)} on their descriptors otherwise. Reads the clock once a round. Everything but
 * {@link #run} may be called by any thread.
 */
public final class DatapathLoop implements Runnable, AutoCloseable {
    /** How long it is worth spinning after the last frame: about two wake-ups of a sleeping thread. */
    public static final long DEFAULT_SPIN_NS = 50_000;

    /** Bounds the cost of a pollable that does not keep its own deadline. */
    private static final long SLEEP_NS_MIN = 20_000;

    private final String name;
    private final long spinNs;
    private final BiConsumer<Pollable, RuntimeException> onFault;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Pollable> pollables = new ArrayList<>();
    private final List<Pollable> owners = new ArrayList<>();
    private final PollSet pollSet = new PollSet();
    private final IntConsumer addDescriptor = pollSet::add;
    private final IdlePace pace = new IdlePace();
    private final Wakeup wakeup;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asleep;
    private volatile boolean woken;
    private volatile boolean stopping;
    private volatile boolean refusing;
    private volatile Thread thread;

    /**
     * Makes a loop that is yet to be run.
     *
     * @param name    for messages
     * @param spinNs  how long to go on without sleep after the last work
     * @param onFault told, on the loop's thread, of a pollable that threw; the loop has let go of it
     */
    public DatapathLoop(String name, long spinNs, BiConsumer<Pollable, RuntimeException> onFault)
            throws ErrnoException {
        this.name = name;
        this.spinNs = spinNs;
        this.onFault = onFault;
        wakeup = new Wakeup();
    }

    /** Runs the loop on a daemon thread of its own name. */
    public DatapathLoop start() {
        Thread runner = new Thread(this, name);
        runner.setDaemon(true);
        thread = runner;
        runner.start();
        return this;
    }

    /** Takes a pollable in before the next round; complete when it has been. */
    public CompletableFuture<Void> add(Pollable pollable) {
        return execute(() -> pollables.add(pollable));
    }

    /** Lets a pollable go between two rounds; once complete, it is not touched any more. */
    public CompletableFuture<Void> remove(Pollable pollable) {
        return execute(() -> pollables.remove(pollable));
    }

    /**
     * Runs something on the loop's thread between two rounds; complete, with what it threw if it did, when it has been
     * run.
     */
    public CompletableFuture<Void> execute(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable reporting = () -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        };
        tasks.add(reporting);
        wakeup();
        if (refusing && tasks.remove(reporting)) {
            done.completeExceptionally(new IllegalStateException("the datapath loop " + name + " has ended"));
        }
        return done;
    }

    /** Makes the loop do a round now. */
    public void wakeup() {
        woken = true;
        if (asleep) {
            wakeup.signal();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Libc.runBeforeOthers();
        try {
            turn();
        } finally {
            end();
        }
    }

    private void turn() {
        long lastWorkNs = System.nanoTime();
        while (!stopping) {
            int work = runTasks();
            long nowNs = System.nanoTime();
            work += round(nowNs);
            if (work > 0) {
                lastWorkNs = nowNs;
                pace.worked();
            } else if (nowNs - lastWorkNs < spinNs) {
                // Whoever else wants this processor has it meanwhile.
                Thread.yield();
            } else {
                sleep(nowNs);
            }
        }
    }

    private int round(long nowNs) {
        int work = 0;
        for (int i = 0; i < pollables.size(); i++) {
            Pollable pollable = pollables.get(i);
            try {
                work += pollable.poll(nowNs);
            } catch (RuntimeException e) {
                dropFaulty(i--, e);
            }
        }
        return work;
    }

    private void dropFaulty(int place, RuntimeException fault) {
        Pollable pollable = pollables.remove(place);
        onFault.accept(pollable, fault);
    }

    private void sleep(long nowNs) {
        gather(nowNs);
        asleep = true;
        int ready = woken || !tasks.isEmpty() || stopping ? 0 : pollSet.await();
        asleep = false;
        woken = false;
        if (pollSet.isReadable(0)) {
            wakeup.drain();
            ready--;
        }
        for (int i = 1; i < pollSet.size(); i++) {
            if (pollSet.hasError(i)) {
                owners.get(i).acknowledgeErrors();
            }
        }
        pace.slept(ready > 0);
    }

    /** Fills the poll set: first the wake-up, then what each pollable names. */
    private void gather(long nowNs) {
        boolean resting = pace.restNs() > 0;
        pollSet.begin(nowNs, resting ? pace.restNs() : Long.MAX_VALUE);
        pollSet.add(wakeup.fd());
        owners.clear();
        owners.add(null);
        for (int i = 0; i < pollables.size(); i++) {
            Pollable pollable = pollables.get(i);
            try {
                long deadlineNs = pollable.deadlineNs();
                if (deadlineNs != Long.MAX_VALUE) {
                    pollSet.limit(Math.max(deadlineNs - nowNs, SLEEP_NS_MIN));
                }
                if (!resting) {
                    pollable.descriptors(addDescriptor);
                }
            } catch (RuntimeException e) {
                dropFaulty(i--, e);
            }
            while (owners.size() < pollSet.size()) {
                owners.add(pollable);
            }
        }
    }

    private int runTasks() {
        int run = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            run++;
        }
        return run;
    }

    private void end() {
        refusing = true;
        runTasks();
        pollSet.close();
        wakeup.close();
        ended.countDown();
    }

    /** Ends the loop after the round it is in and waits for that, unless called by the loop itself. */
    @Override
    public void close() {
        stopping = true;
        wakeup();
        if (thread == null) {
            end();
            return;
        }
        boolean interrupted = false;
        while (Thread.currentThread() != thread && ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
