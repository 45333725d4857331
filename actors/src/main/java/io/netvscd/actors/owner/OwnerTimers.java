package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An owner's timers, at most one of each name. They sleep until they are due: Akka's own would wake the machine a hundred times a second
 * for as long as the daemon runs.
 */
final class OwnerTimers {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Consumer<TimerFired> fired;
    private final Map<TimerName, ScheduledFuture<?>> running = new EnumMap<>(TimerName.class);

    /**
     * @param fired called on the clock's thread: it may only pass the message on
     */
    OwnerTimers(Consumer<TimerFired> fired) {
        this.fired = fired;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1, task -> {
            Thread thread = new Thread(task, "owner-timers");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Starts a timer; one of the same name that runs is replaced. */
    void start(Action.StartTimer start) {
        cancel(start.timer());
        TimerFired message = new TimerFired(start.timer(), start.generation());
        running.put(start.timer(), CLOCK.schedule(() -> fired.accept(message), start.delayMs(), TimeUnit.MILLISECONDS));
    }

    void cancel(TimerName timer) {
        ScheduledFuture<?> former = running.remove(timer);
        if (former != null) {
            former.cancel(false);
        }
    }

    void cancelAll() {
        running.values().forEach(timer -> timer.cancel(false));
        running.clear();
    }
}
