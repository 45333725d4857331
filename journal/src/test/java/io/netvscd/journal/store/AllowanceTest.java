package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.vocabulary.Stamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AllowanceTest {
    private static final long FOR_EVER_MS = 3_600_000;

    private final CountDownLatch used = new CountDownLatch(1);

    @Test
    void whoWritesMoreThanIsAllowedWaitsUntilMoreIs() throws InterruptedException {
        WriteQueue queue = queue(FOR_EVER_MS);
        queue.allow(1, used::countDown);
        queue.offer(record(1));
        used.await();
        Thread next = new Thread(() -> queue.offer(record(2)));
        next.start();
        while (next.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(queue.take()).hasSize(1);
        queue.settle();
        queue.allow(1 << 20, () -> { });
        next.join();
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void whatHasNoRecordsDoesNotWait() throws InterruptedException {
        WriteQueue queue = queue(FOR_EVER_MS);
        queue.allow(1, used::countDown);
        queue.offer(record(1));
        used.await();
        queue.offer(Pending.ofChanges(List.of(new Change(Keys.EPOCH, Keys.number(1)))));
        assertThat(queue.take()).hasSize(2);
    }

    @Test
    void nobodyWaitsLongerThanForADiskThatStalls() {
        WriteQueue queue = queue(1);
        queue.allow(0, used::countDown);
        queue.offer(record(1));
        queue.offer(record(2));
        assertThat(queue.take()).hasSize(2);
        assertThat(used.getCount()).isZero();
    }

    private static WriteQueue queue(long stallMs) {
        return new WriteQueue(new StoreOptions(1 << 20, 1 << 20, stallMs, 1, 1, 0), Map.of());
    }

    private static Pending record(long number) {
        return Pending.of(List.of(new Entry("master/eth0", number, "", 1, "test", "", new Stamp(1, number, number, number), new byte[10])));
    }
}
