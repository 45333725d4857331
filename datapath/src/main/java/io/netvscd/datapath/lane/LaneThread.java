package io.netvscd.datapath.lane;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.PollSet;
import io.netvscd.datapath.linux.Wakeup;
import io.netvscd.datapath.netlink.LinkAlarm;
import java.io.IOException;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A thread that is asleep until there is news of a device or something to do; news comes first. What is done later is asked for by the
 * thread itself.
 */
final class LaneThread implements AutoCloseable {
    private final LinkAlarm alarm;
    private final LinkAlarm.Ear ear;
    private final Runnable newsLost;
    private final Consumer<IOException> onFault;
    private final Wakeup wakeup;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TreeMap<Long, Runnable> later = new TreeMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    private LaneThread(String name, LinkAlarm alarm, LinkAlarm.Ear ear, Runnable newsLost, Consumer<IOException> onFault)
            throws IOException {
        this.alarm = alarm;
        this.ear = ear;
        this.newsLost = newsLost;
        this.onFault = onFault;
        wakeup = new Wakeup();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts one that listens in the calling thread's network namespace. */
    static LaneThread open(String name, LinkAlarm.Ear ear, Runnable newsLost, Consumer<IOException> onFault) throws IOException {
        LinkAlarm alarm = LinkAlarm.open();
        try {
            LaneThread made = new LaneThread(name, alarm, ear, newsLost, onFault);
            made.thread.start();
            return made;
        } catch (IOException refused) {
            alarm.close();
            throw refused;
        }
    }

    /** Has something done as soon as may be. */
    void execute(Runnable task) {
        tasks.add(task);
        wakeup.signal();
    }

    /** Asks the kernel about a device, whose answer is heard as news is; on this thread alone. */
    void ask(int ifindex) {
        try {
            alarm.ask(ifindex);
        } catch (IOException fault) {
            onFault.accept(fault);
        }
    }

    /** Has something done later; on this thread alone. */
    void after(long delayNs, Runnable task) {
        long at = System.nanoTime() + delayNs;
        while (later.putIfAbsent(at, task) != null) {
            at++;
        }
    }

    private void run() {
        Libc.runAtOnce();
        try (PollSet pollSet = new PollSet()) {
            while (!stopping || !tasks.isEmpty() || !later.isEmpty()) {
                long nowNs = System.nanoTime();
                pollSet.begin(nowNs, later.isEmpty() ? Long.MAX_VALUE : Math.max(0, later.firstKey() - nowNs));
                pollSet.add(wakeup.fd());
                pollSet.add(alarm.fd());
                pollSet.await();
                hear();
                wakeup.drain();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    attempt(task);
                    hear();
                }
                while (!later.isEmpty() && later.firstKey() - System.nanoTime() <= 0) {
                    attempt(later.pollFirstEntry().getValue());
                }
            }
        } finally {
            alarm.close();
            wakeup.close();
        }
    }

    private void hear() {
        try {
            if (!alarm.hear(ear)) {
                newsLost.run();
            }
        } catch (IOException fault) {
            onFault.accept(fault);
        }
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            onFault.accept(new IOException("an order to the kernel's lane failed", defect));
        }
    }

    /** Ends once everything that was asked for has been done, now or later. */
    @Override
    public void close() {
        stopping = true;
        wakeup.signal();
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
