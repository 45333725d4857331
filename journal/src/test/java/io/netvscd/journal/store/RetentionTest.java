package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.vocabulary.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that forgets: what is left of it is whole, and it says what is missing. One record a second, chapters of {@value #CHAPTER}. */
@Timeout(120)
class RetentionTest {
    private static final long MIB = 1 << 20;
    private static final int CHAPTER = Chapter.RECORDS;
    /** Whole batches make a chapter. */
    private static final int BATCH = 256;
    private static final int RECORDS = 5 * CHAPTER + 100;
    private static final long START_MS = 1_790_000_000_000L;
    private static final long CHAPTER_MS = CHAPTER * 1_000L;

    @TempDir(factory = FastDisk.class)
    private Path folder;

    @Test
    void oldChaptersGoAndTheRestIsWhole() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            write(store, 1, RECORDS);
            keep(store, 2 * CHAPTER_MS);
            awaitCut(store, 2 * CHAPTER);
            assertThat(store.health().records()).isEqualTo(RECORDS - 2 * CHAPTER);
            assertThat(ticks(store)).isEqualTo(LongStream.rangeClosed(2 * CHAPTER + 1, RECORDS).boxed().toList());
            write(store, RECORDS + 1, RECORDS + 10);
        }
        JournalVerdict verdict = JournalVerifier.verify(folder);
        assertThat(verdict.damages()).isEmpty();
        assertThat(verdict.records()).isEqualTo(RECORDS + 10 - 2 * CHAPTER);
        try (JournalStore store = JournalStore.open(folder)) {
            assertThat(store.headPosition()).isEqualTo(RECORDS + 10);
            assertThat(store.highestSequenceNr("master/eth1")).isEqualTo((RECORDS + 12) / 3);
        }
    }

    @Test
    void anOwnerWhosePastIsGoneDoesNotRecoverFromHalfOfIt() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            write(store, 1, RECORDS);
            keep(store, CHAPTER_MS);
            awaitCut(store, 3 * CHAPTER);
            assertThatThrownBy(() -> store.replay("master/eth0", 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> { }))
                    .isInstanceOf(JournalDamaged.class).hasMessageContaining("taken away by retention");
            List<Long> numbers = new ArrayList<>();
            long kept = 3 * CHAPTER / 3 + 1;
            store.replay("master/eth0", kept, Long.MAX_VALUE, Long.MAX_VALUE, entry -> numbers.add(entry.sequenceNr()));
            assertThat(numbers).isEqualTo(LongStream.rangeClosed(kept, RECORDS / 3).boxed().toList());
        }
    }

    @Test
    void whatIsPinnedStaysAndTheJournalIsWholeAcrossTheHole() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            write(store, 1, RECORDS);
            keep(store, Long.MAX_VALUE);
            store.pin(START_MS + CHAPTER_MS + CHAPTER_MS / 2, "the network blinked");
        }
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThat(store.pins()).singleElement().satisfies(pin -> assertThat(pin.why()).isEqualTo("the network blinked"));
            keep(store, CHAPTER_MS);
            awaitCut(store, 2 * CHAPTER);
            Set<Long> expected = new HashSet<>(LongStream.rangeClosed(CHAPTER + 1, 2 * CHAPTER).boxed().toList());
            expected.addAll(LongStream.rangeClosed(3 * CHAPTER + 1, RECORDS).boxed().toList());
            assertThat(new HashSet<>(ticks(store))).isEqualTo(expected);
            assertThat(store.cuts()).extracting(Cut::records).containsExactly((long) CHAPTER, (long) CHAPTER);
        }
        assertThat(JournalVerifier.verify(folder).damages()).isEmpty();
    }

    @Test
    void theFilesShrink() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            write(store, 1, RECORDS);
        }
        long before;
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            before = Upkeep.folderBytes(folder);
            keep(store, 0);
            awaitCut(store, 4 * CHAPTER);
        }
        assertThat(Upkeep.folderBytes(folder)).isLessThan(before * 2 / 5);
    }

    @Test
    void nothingGoesThatSomebodyIsReading() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            write(store, 1, RECORDS);
            try (Leases.Lease lease = store.leases().take()) {
                lease.reached(CHAPTER);
                keep(store, 0);
                awaitCut(store, CHAPTER);
                TimeUnit.MILLISECONDS.sleep(100);
                assertThat(store.cuts()).extracting(Cut::records).containsExactly((long) CHAPTER);
            }
        }
    }

    @Test
    void anUndeclaredHoleIsNoCut() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            write(store, 1, RECORDS);
            keep(store, 2 * CHAPTER_MS);
            awaitCut(store, 2 * CHAPTER);
        }
        try (Database database = LevelDatabase.open(folder)) {
            database.write(List.of(new Change(Keys.cut(0), null)));
        }
        assertThatThrownBy(() -> JournalStore.open(folder)).isInstanceOf(JournalDamaged.class);
        JournalVerdict verdict = JournalVerifier.verify(folder);
        assertThat(verdict.whole()).isFalse();
        assertThat(verdict.damages()).anyMatch(damage -> damage.contains("position " + (2 * CHAPTER + 1) + " follows position 0"));
    }

    private static void keep(JournalStore store, long ageMs) {
        store.keepUp(new RetentionRules(ageMs, 1_000 * MIB, 100 * MIB, 0, 0), OwnerStates.NONE, Duration.ZERO);
    }

    private static void write(JournalStore store, long from, long to) {
        for (long tick = from; tick <= to; tick += BATCH) {
            // Each written before the next: batches that wait are written as one, and a chapter ends with a write.
            store.append(LongStream.rangeClosed(tick, Math.min(to, tick + BATCH - 1)).mapToObj(RetentionTest::entry).toList())
                    .toCompletableFuture().join();
        }
    }

    private static Entry entry(long tick) {
        return new Entry("master/eth" + tick % 3, (tick + 2) / 3, "", 1, "test", "",
                new Stamp(1, tick, tick, START_MS + (tick - 1) * 1_000), new byte[(int) (tick % 50)]);
    }

    private static List<Long> ticks(JournalStore store) throws IOException {
        List<Long> ticks = new ArrayList<>();
        for (List<StoredRecord> read = store.read(1, 1_000); !read.isEmpty();
                read = store.read(read.get(read.size() - 1).position() + 1, 1_000)) {
            read.forEach(each -> ticks.add(each.entry().stamp().tick()));
        }
        return ticks;
    }

    private static void awaitCut(JournalStore store, long records) throws InterruptedException {
        while (store.cuts().stream().mapToLong(Cut::records).sum() < records) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
