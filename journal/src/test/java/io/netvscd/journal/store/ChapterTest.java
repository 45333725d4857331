package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.OwnerIndex;
import io.netvscd.journal.format.OwnerRun;
import io.netvscd.journal.vocabulary.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of several chapters: what is looked at when it is opened, what later, and that nothing is believed unseen. */
class ChapterTest {
    private static final int OWNERS = 4;
    private static final int RECORDS = 40_000;
    private static final int BATCH = 500;

    @TempDir(factory = FastDisk.class)
    private Path folder;

    @BeforeEach
    void writeTwoChaptersAndSomeMore() {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            for (long tick = 1; tick <= RECORDS; tick += BATCH) {
                // Each written before the next: batches that wait are written as one, and a chapter ends with a write.
                store.append(LongStream.range(tick, tick + BATCH).mapToObj(ChapterTest::entry).toList()).toCompletableFuture().join();
            }
        }
    }

    private static Entry entry(long tick) {
        Stamp stamp = new Stamp(1, tick, tick * 1_000, 1_790_000_000_000L + tick);
        return new Entry("master/eth" + tick % OWNERS, (tick - 1) / OWNERS + 1, "9c4f3f0e-6f1b-4b43-9d5e-0f2b8a7c1d3e", 1, "test", "",
                stamp, new byte[(int) (tick % 100)]);
    }

    @Test
    void eachChapterSaysWhatIsInIt() throws IOException {
        List<Chapter> chapters = chapters();
        assertThat(chapters).hasSize(2);
        assertThat(chapters.get(1).before()).isEqualTo(chapters.get(0).last());
        for (Chapter chapter : chapters) {
            assertThat(chapter.records()).isBetween((long) Chapter.RECORDS, (long) Chapter.RECORDS + BATCH);
            assertThat(chapter.owners()).extracting(OwnerRun::persistenceId)
                    .containsExactly("master/eth0", "master/eth1", "master/eth2", "master/eth3");
            assertThat(chapter.newest().tick()).isEqualTo(chapter.last().position());
        }
    }

    @Test
    void anOwnerFindsItsRecordsInAllOfThem() {
        try (JournalStore store = JournalStore.open(folder)) {
            List<Long> ticks = new ArrayList<>();
            store.replay("master/eth3", 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> ticks.add(entry.stamp().tick()));
            assertThat(ticks).isEqualTo(LongStream.rangeClosed(1, RECORDS).filter(tick -> tick % OWNERS == 3).boxed().toList());
            ticks.clear();
            store.replay("master/eth0", 5_000, 9_000, Long.MAX_VALUE, entry -> ticks.add(entry.sequenceNr()));
            assertThat(ticks).isEqualTo(LongStream.rangeClosed(5_000, 9_000).boxed().toList());
        }
    }

    @Test
    void whoRecoversFromASnapshotReadsNoChapterBeforeIt() {
        AtomicLong octets = new AtomicLong();
        try (JournalStore store = JournalStore.open(folder, StoreOptions.DEFAULT,
                each -> new CountingDatabase(LevelDatabase.open(each), octets))) {
            octets.set(0);
            store.replay("master/eth3", 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> { });
            long all = octets.getAndSet(0);
            AtomicLong shown = new AtomicLong();
            store.replay("master/eth3", RECORDS / OWNERS - 99, Long.MAX_VALUE, Long.MAX_VALUE, entry -> shown.incrementAndGet());
            assertThat(shown.get()).isEqualTo(100);
            assertThat(octets.get()).isPositive().isLessThan(all / 3);
        }
    }

    @Test
    void openingReadsNoMoreThanOneChapter() {
        AtomicLong octets = new AtomicLong();
        JournalStore.open(folder, StoreOptions.DEFAULT, each -> new CountingDatabase(LevelDatabase.open(each), octets)).close();
        assertThat(octets.get()).isPositive().isLessThan(Chapter.OCTETS);
    }

    @Test
    void aMissingChapterIsNoticedWhenTheJournalIsOpened() throws IOException {
        tamper(new Change(Keys.chapter(chapters().get(0).last().position()), null));
        assertThatThrownBy(() -> JournalStore.open(folder)).isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("the one before it ends with record 0");
    }

    @Test
    void aMissingLastChapterIsNoticedWhenTheJournalIsOpened() throws IOException {
        tamper(new Change(Keys.chapter(chapters().get(1).last().position()), null));
        assertThatThrownBy(() -> JournalStore.open(folder)).isInstanceOf(JournalDamaged.class).hasMessageContaining("should end at record");
    }

    @Test
    void aGroupThatIsGoneIsNoticedByWhoeverReadsThere() throws IOException {
        long position = groupWithin(chapters().get(0));
        tamper(new Change(Keys.group(position), null));
        try (JournalStore store = JournalStore.open(folder)) {
            assertThatThrownBy(() -> store.replay("master/eth1", 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> { }))
                    .hasMessageContaining("position " + position);
            List<StoredRecord> read = new ArrayList<>();
            assertThatThrownBy(() -> RecordCursor.overAll(store.database(), folder).forEachWhile(read::add))
                    .isInstanceOf(JournalDamaged.class).hasMessageContaining("follows position " + read.size());
        }
        assertThat(JournalVerifier.verify(folder).whole()).isFalse();
    }

    @Test
    void anIndexThatForgetsAGroupStopsTheRecovery() throws IOException {
        byte[][] index = new byte[2][];
        try (Database database = LevelDatabase.open(folder)) {
            database.scan(Keys.ownerIndex("master/eth2", 0), (key, value) -> {
                index[0] = key;
                index[1] = value;
                return false;
            });
        }
        long[] groups = OwnerIndex.decode(index[1]);
        tamper(new Change(index[0], OwnerIndex.encode(groups, groups.length - 1)));
        try (JournalStore store = JournalStore.open(folder)) {
            assertThatThrownBy(() -> store.replay("master/eth2", 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> { }))
                    .isInstanceOf(JournalDamaged.class).hasMessageContaining("master/eth2").hasMessageContaining("no gap accounts for them");
        }
    }

    @Test
    void aNumberThatDoesNotFollowIsNotTaken() {
        try (JournalStore store = JournalStore.open(folder)) {
            assertThatThrownBy(() -> store.append(List.of(entry(RECORDS)))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot follow");
        }
    }

    private List<Chapter> chapters() throws IOException {
        try (Database database = LevelDatabase.open(folder)) {
            return Chapters.all(database);
        }
    }

    private long groupWithin(Chapter chapter) throws IOException {
        long[] position = new long[1];
        try (Database database = LevelDatabase.open(folder)) {
            database.scan(Keys.group(chapter.records() / 2), (key, value) -> {
                position[0] = Keys.lastNumber(key);
                return false;
            });
        }
        return position[0];
    }

    private void tamper(Change change) throws IOException {
        try (Database database = LevelDatabase.open(folder)) {
            database.write(List.of(change));
        }
    }
}
