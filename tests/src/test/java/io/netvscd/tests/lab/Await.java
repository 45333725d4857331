package io.netvscd.tests.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks again until something has come about; the deadline is there for what never will. */
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_NS = 10_000_000;

    private Await() {
    }

    static <T> T until(String what, Callable<T> look, Predicate<T> enough) throws Exception {
        long start = System.nanoTime();
        T seen = look.call();
        while (!enough.test(seen)) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                throw new AssertionError(what + " has not come about in " + DEADLINE.toSeconds() + " s; last seen: "
                        + seen);
            }
            LockSupport.parkNanos(LOOK_NS);
            seen = look.call();
        }
        return seen;
    }
}
