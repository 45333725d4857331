package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailingDiskTest {
    private static final StoreOptions SMALL = new StoreOptions(20_000, 4_000, 30_000, 1, 5, 0);
    private static final StoreOptions IMPATIENT = new StoreOptions(20_000, 4_000, 20, 1, 5, 0);

    @TempDir
    private Path folder;
    private final FaultyDatabase.Disk disk = new FaultyDatabase.Disk();

    @Test
    void acknowledgesAsVolatileAndWritesEverythingWhenTheDiskHeals() throws Exception {
        try (JournalStore store = JournalStore.open(folder, SMALL, disk)) {
            assertThat(write(store, 1)).isEqualTo(Ack.DURABLE);
            disk.failing = true;
            assertThat(write(store, 2)).isEqualTo(Ack.VOLATILE);
            assertThat(write(store, 3)).isEqualTo(Ack.VOLATILE);
            assertThat(store.health().trouble()).contains("no space left");
            assertThat(store.health().queued()).isEqualTo(2);
            disk.failing = false;
            awaitHealth(store);
        }
        assertThat(ticks()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aGapSaysExactlyWhatWasLost() throws Exception {
        List<Long> kept = new ArrayList<>();
        long lost = 0;
        try (JournalStore store = JournalStore.open(folder, SMALL, disk)) {
            disk.failing = true;
            for (long tick = 1; tick <= 300; tick++) {
                if (write(store, tick) == Ack.LOST) {
                    lost++;
                } else {
                    kept.add(tick);
                }
            }
            assertThat(store.health().lost()).isEqualTo(lost).isPositive();
            assertThat(store.health().gaps()).isEqualTo(1);
            disk.failing = false;
            awaitHealth(store);
            write(store, 301);
            kept.add(301L);
        }
        assertThat(ticks()).isEqualTo(kept);
        try (JournalReader reader = JournalReader.open(folder)) {
            List<JournalGap> gaps = reader.gaps();
            assertThat(gaps).hasSize(1);
            assertThat(gaps.get(0).why()).contains("no space left");
            assertThat(gaps.get(0).lost()).extracting(JournalGap.LostRecords::owner)
                    .containsExactly("master/eth0", "master/eth1", "master/eth2");
            assertThat(gaps.get(0).lost().stream().mapToLong(JournalGap.LostRecords::count).sum()).isEqualTo(lost);
            assertThat(gaps.get(0).lost()).allSatisfy(each -> {
                long step = (each.lastTick() - each.firstTick()) / 3 + 1;
                assertThat(step).isEqualTo(each.count());
            });
        }
    }

    @Test
    void aWriteThatReachedTheDiskThoughItFailedIsNotWrittenTwice() throws Exception {
        try (JournalStore store = JournalStore.open(folder, SMALL, disk)) {
            disk.failingAfterwards = true;
            write(store, 1);
            awaitHealth(store);
            assertThat(write(store, 2)).isEqualTo(Ack.DURABLE);
        }
        assertThat(ticks()).containsExactly(1L, 2L);
    }

    @Test
    void nobodyWaitsForAStalledSync() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (JournalStore store = JournalStore.open(folder, IMPATIENT, disk)) {
            disk.stalled = latch;
            assertThat(write(store, 1)).isEqualTo(Ack.VOLATILE);
            assertThat(write(store, 2)).isEqualTo(Ack.VOLATILE);
            assertThat(store.health().trouble()).contains("longer than 20 ms");
            disk.stalled = null;
            latch.countDown();
            awaitHealth(store);
        }
        assertThat(ticks()).containsExactly(1L, 2L);
    }

    @Test
    void anOwnerFindsItsRecordsThatStillWaitForTheDisk() throws Exception {
        try (JournalStore store = JournalStore.open(folder, SMALL, disk)) {
            write(store, 3);
            disk.failing = true;
            write(store, 6);
            List<Long> shown = new ArrayList<>();
            awaitTrouble(store);
            disk.failing = false;
            awaitHealth(store);
            store.replay("master/eth0", 1, 10, 10, entry -> shown.add(entry.stamp().tick()));
            assertThat(shown).containsExactly(3L, 6L);
            assertThat(store.highestSequenceNr("master/eth0")).isEqualTo(2);
        }
    }

    @Test
    void closesThoughTheDiskNeverHealed() {
        JournalStore store = JournalStore.open(folder, SMALL, disk);
        write(store, 1);
        disk.failing = true;
        disk.failingToOpen = true;
        assertThat(write(store, 2)).isEqualTo(Ack.VOLATILE);
        store.close();
        assertThat(ticks()).containsExactly(1L);
    }

    @Test
    void opensNothingWhenTheDiskIsNearlyFull() {
        StoreOptions greedy = new StoreOptions(20_000, 4_000, 20, 1, 5, Long.MAX_VALUE);
        assertThatThrownBy(() -> JournalStore.open(folder, greedy, disk)).isInstanceOf(StoreRefused.class)
                .hasMessageContaining("disk full").hasMessageContaining("make room");
    }

    private static Ack write(JournalStore store, long tick) {
        return store.append(Samples.at(1, tick)).toCompletableFuture().join();
    }

    private static void awaitHealth(JournalStore store) throws InterruptedException {
        while (!store.health().healthy()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void awaitTrouble(JournalStore store) throws InterruptedException {
        while (store.health().healthy()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private List<Long> ticks() {
        try (JournalReader reader = JournalReader.open(folder); Stream<TransitionRecord> read = reader.byTick()) {
            return read.flatMapToLong(each -> LongStream.of(each.stamp().tick())).boxed().toList();
        }
    }
}
