package io.netvscd.tests.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks again until something has come about; the deadline is there for what never will. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {
    }

    static <T> T until(String what, Callable<T> look, Predicate<T> enough) throws Exception {
        return until(what, DEADLINE, PAUSE, look, enough);
    }

    /** The same where everything takes its time, a look too. */
    public static <T> T until(String what, Duration deadline, Duration pause, Callable<T> look, Predicate<T> enough)
            throws Exception {
        long start = System.nanoTime();
        T seen = look.call();
        while (!enough.test(seen)) {
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new AssertionError(what + " has not come about in " + deadline.toSeconds() + " s; last seen: "
                        + seen);
            }
            LockSupport.parkNanos(pause.toNanos());
            seen = look.call();
        }
        return seen;
    }
}
