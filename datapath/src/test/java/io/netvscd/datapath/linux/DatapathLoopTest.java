package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.port.Pollable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DatapathLoopTest {
    private static final int AF_UNIX_DATAGRAM = 2;
    private static final int SOCK_NONBLOCK_CLOEXEC = 0x80800;

    private final BlockingQueue<RuntimeException> faults = new LinkedBlockingQueue<>();
    private DatapathLoop loop;

    @BeforeEach
    void startLoop() throws Exception {
        loop = new DatapathLoop("test-loop", 0, (pollable, fault) -> faults.add(fault)).start();
    }

    @AfterEach
    void endLoop() {
        loop.close();
    }

    /** A pollable that counts its rounds. */
    private static final class Counting implements Pollable {
        private final AtomicInteger rounds = new AtomicInteger();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final BlockingQueue<Long> roundsAt = new LinkedBlockingQueue<>();
        private final LongUnaryOperator work;
        private volatile int fd = -1;
        private volatile long deadlineNs = Long.MAX_VALUE;

        Counting(LongUnaryOperator work) {
            this.work = work;
        }

        @Override
        public int poll(long nowNs) {
            rounds.incrementAndGet();
            if (nowNs >= deadlineNs) {
                deadlineNs = Long.MAX_VALUE;
            }
            int done = (int) work.applyAsLong(nowNs);
            roundsAt.add(nowNs);
            return done;
        }

        @Override
        public long deadlineNs() {
            return deadlineNs;
        }

        @Override
        public void descriptors(IntConsumer each) {
            if (fd >= 0) {
                each.accept(fd);
            }
        }

        @Override
        public void acknowledgeErrors() {
            acknowledged.incrementAndGet();
        }
    }

    @Test
    void turnsAPollableOverAsLongAsItHasWork() {
        AtomicInteger left = new AtomicInteger(1000);
        Counting counting = new Counting(now -> left.getAndUpdate(n -> Math.max(n - 1, 0)));
        loop.add(counting).join();
        awaitRounds(counting, 1001);
        assertThat(left).hasValue(0);
    }

    @Test
    void sleepsWithoutARoundWhenNothingIsToBeDone() throws Exception {
        Counting counting = new Counting(now -> 0);
        loop.add(counting).join();
        loop.execute(() -> { }).join();
        loop.execute(() -> { }).join();
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(counting.rounds.get()).isLessThan(20);
    }

    @Test
    void wakesAtTheDeadlineOfAPollable() throws Exception {
        Counting counting = new Counting(now -> 0);
        long deadlineNs = System.nanoTime() + 20_000_000;
        counting.deadlineNs = deadlineNs;
        loop.add(counting).join();
        long at;
        do {
            at = counting.roundsAt.take();
        } while (at < deadlineNs);
        assertThat(counting.rounds.get()).isLessThan(20);
    }

    @Test
    void wakesWhenADescriptorBecomesReadable() throws Exception {
        try (Wakeup source = new Wakeup()) {
            Counting counting = new Counting(now -> 0);
            counting.fd = source.fd();
            loop.add(counting).join();
            int before = counting.rounds.get();
            source.signal();
            awaitRounds(counting, before + 3);
            source.drain();
        }
    }

    @Test
    void restsFromADescriptorThatNobodyReads() throws Exception {
        try (Wakeup source = new Wakeup()) {
            Counting counting = new Counting(now -> 0);
            counting.fd = source.fd();
            source.signal();
            loop.add(counting).join();
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(counting.rounds.get()).isLessThan(500);
            loop.remove(counting).join();
        }
    }

    @Test
    void doesNotSpinOnAnErrorThatCannotBeCleared() throws Exception {
        int fd = Libc.check(Libc.socket(1, AF_UNIX_DATAGRAM | SOCK_NONBLOCK_CLOEXEC, 0), "socket", "test");
        Counting counting = new Counting(now -> 0);
        counting.fd = fd;
        Libc.close(fd);
        loop.add(counting).join();
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(counting.acknowledged.get()).isBetween(1, 40);
        assertThat(counting.rounds.get()).isLessThan(100);
        loop.remove(counting).join();
    }

    @Test
    void aRemovedPollableIsNotTouchedAnyMore() {
        Counting counting = new Counting(now -> 1);
        loop.add(counting).join();
        loop.remove(counting).join();
        int rounds = counting.rounds.get();
        loop.execute(() -> { }).join();
        assertThat(counting.rounds).hasValue(rounds);
    }

    @Test
    void letsGoOfAPollableThatThrowsAndTurnsTheOthers() throws Exception {
        Counting good = new Counting(now -> 0);
        loop.add(now -> {
            throw new IllegalStateException("broken");
        }).join();
        assertThat(faults.take()).hasMessage("broken");
        loop.add(good).join();
        awaitRounds(good, 1);
        assertThat(faults).isEmpty();
    }

    @Test
    void aTaskThatThrowsTellsItsCallerAlone() {
        assertThatThrownBy(() -> loop.execute(() -> {
            throw new IllegalArgumentException("no");
        }).join()).hasRootCauseMessage("no");
        loop.execute(() -> { }).join();
    }

    @Test
    void everyWakeUpFromManyThreadsIsHeard() throws Exception {
        AtomicInteger run = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    loop.execute(run::incrementAndGet).join();
                }
                all.countDown();
            }).start();
        }
        all.await();
        assertThat(run).hasValue(2000);
    }

    @Test
    void refusesTasksOnceClosed() {
        loop.close();
        assertThatThrownBy(() -> loop.execute(() -> { }).join())
                .hasRootCauseMessage("the datapath loop test-loop has ended");
        loop.wakeup();
        loop.close();
    }

    @Test
    void aLoopThatNeverRanCanBeClosed() throws Exception {
        DatapathLoop idle = new DatapathLoop("idle", 0, (pollable, fault) -> faults.add(fault));
        idle.close();
        assertThatThrownBy(() -> idle.execute(() -> { }).join())
                .hasRootCauseMessage("the datapath loop idle has ended");
    }

    private static void awaitRounds(Counting counting, int rounds) {
        while (counting.rounds.get() < rounds) {
            Thread.onSpinWait();
        }
    }
}
