package io.netvscd.actors.daemon;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What a start will need and what waits for nothing: made by a thread of its own while the start does what comes before. */
public final class Ahead {
    private Ahead() {
    }

    /** Begins to make it; {@code thread} is the name of the thread. */
    public static <T> CompletableFuture<T> begin(String thread, Supplier<T> making) {
        return CompletableFuture.supplyAsync(making, task -> {
            Thread maker = new Thread(task, thread);
            maker.setDaemon(true);
            maker.start();
        });
    }
}
