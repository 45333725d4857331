package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import io.netvscd.journal.format.Entry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriterThreadTest {
    @TempDir
    private Path folder;
    private final Deque<Runnable> handedOver = new ArrayDeque<>();

    @Test
    void aWriteThatIsAloneIsDoneByWhoBringsIt() {
        try (JournalStore store = JournalStore.open(folder)) {
            assertThat(append(store, 1, Runnable::run)).isCompletedWithValue(Ack.DURABLE);
            assertThat(append(store, 2, Runnable::run)).isCompletedWithValue(Ack.DURABLE);
        }
    }

    @Test
    void whatComesUntilTheWritingBeginsSharesOneSync() {
        try (JournalStore store = JournalStore.open(folder)) {
            List<CompletableFuture<Ack>> acks = new ArrayList<>();
            for (int number = 1; number <= 100; number++) {
                acks.add(append(store, number, handedOver::add));
            }
            assertThat(handedOver).hasSize(1);
            assertThat(acks).noneMatch(CompletableFuture::isDone);
            handedOver.poll().run();
            assertThat(acks).allMatch(CompletableFuture::isDone);
            assertThat(store.read(1, 1)).as("one group").hasSize(100);
        }
    }

    @Test
    void whoIsRefusedAThreadIsGivenTheStoresOwn() {
        Executor ended = writing -> {
            throw new RejectedExecutionException();
        };
        try (JournalStore store = JournalStore.open(folder)) {
            assertThat(append(store, 1, ended).join()).isEqualTo(Ack.DURABLE);
            assertThat(append(store, 2, Runnable::run).join()).isEqualTo(Ack.DURABLE);
        }
    }

    @Test
    void closingWaitsForWhoeverWrites() throws InterruptedException {
        JournalStore store = JournalStore.open(folder);
        CompletableFuture<Ack> ack = append(store, 1, handedOver::add);
        Thread closing = new Thread(store::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        handedOver.poll().run();
        closing.join();
        assertThat(ack).isCompletedWithValue(Ack.DURABLE);
    }

    private static CompletableFuture<Ack> append(JournalStore store, long number, Executor executor) {
        CompletionStage<Ack> ack = store.append(List.of(Entry.of(Samples.at(1, 3 * number), number, "test")), executor);
        return ack.toCompletableFuture();
    }
}
