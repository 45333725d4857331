package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StallWatchTest {
    private static final long SHORT_MS = 5;
    private static final long LONG_MS = 3_600_000;

    private final Semaphore complaints = new Semaphore(0);
    private StallWatch watch;

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void complainsOfAWriteThatDoesNotEnd() throws Exception {
        watch = watching(SHORT_MS);
        watch.begin();
        complaints.acquire();
    }

    @Test
    void complainsAgainWhileItTakes() throws Exception {
        watch = watching(SHORT_MS);
        watch.begin();
        complaints.acquire(3);
    }

    @Test
    void restsUntilTheFirstWrite() {
        watch = watching(SHORT_MS);
        awaitRest();
        assertThat(complaints.availablePermits()).isZero();
    }

    @Test
    void restsAgainWhenTheWriteHasEnded() throws Exception {
        watch = watching(SHORT_MS);
        watch.begin();
        complaints.acquire();
        watch.end();
        awaitRest();
    }

    @Test
    void aWriteAfterARestIsWatched() throws Exception {
        watch = watching(SHORT_MS);
        awaitRest();
        watch.begin();
        complaints.acquire();
    }

    @Test
    void aWriteThatTakesLessThanThatIsNoneToComplainOf() {
        watch = watching(LONG_MS);
        awaitRest();
        watch.begin();
        while (watch.isResting()) {
            Thread.onSpinWait();
        }
        watch.end();
        assertThat(complaints.availablePermits()).isZero();
    }

    private StallWatch watching(long stallMs) {
        return new StallWatch(stallMs, complaints::release);
    }

    private void awaitRest() {
        while (!watch.isResting()) {
            Thread.onSpinWait();
        }
    }
}
