package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages a journal in many ways: each is found, and everything before it is read. {@code -Dnetvscd.flips=100000 -Dnetvscd.cuts=1000000}
 * for more.
 */
class DamageTest {
    private static final int RECORDS = 300;
    private static final int PAGE_BYTES = 4_096;
    /** Files that hold no records and are made anew or never read. */
    private static final List<String> WITHOUT_RECORDS = List.of("LOCK", StoreLock.FILE, "LOG", "LOG.old");

    @TempDir(factory = FastDisk.class)
    private Path scratch;
    private final List<TransitionRecord> written = JournalStoreTest.records(1, RECORDS);
    private Map<String, byte[]> files;

    @BeforeEach
    void writeTablesAndALog() throws IOException {
        // With a fourth table LevelDB would merge them, meet the damage, and wait a second each time.
        Path folder = scratch.resolve("journal");
        for (int from = 0; from < RECORDS; from += RECORDS / 3) {
            try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
                store.append(written.subList(from, from + RECORDS / 3).toArray(TransitionRecord[]::new));
            }
        }
        files = FolderImage.of(folder);
        files.keySet().removeAll(WITHOUT_RECORDS);
        assertThat(files.keySet()).anyMatch(name -> name.endsWith(".sst")).anyMatch(name -> name.endsWith(".log"));
    }

    @Test
    void aWholeJournalHasNoDamage() throws IOException {
        JournalVerdict verdict = JournalVerifier.verify(FolderImage.write(files, scratch.resolve("copy")));
        assertThat(verdict.damages()).isEmpty();
        assertThat(verdict.whole()).isTrue();
        assertThat(verdict.records()).isEqualTo(RECORDS);
        assertThat(verdict.lastGoodTick()).isEqualTo(RECORDS);
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        long seed = Long.getLong("netvscd.seed", 5);
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(files.keySet());
        int flips = Integer.getInteger("netvscd.flips", 120);
        for (int i = 0; i < flips; i++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] octets = files.get(name).clone();
            int bit = random.nextInt(octets.length * 8);
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            isFound(name, octets, "bit " + bit + " of " + name + ", seed " + seed);
        }
        System.out.println(flips + " bits flipped (seed " + seed + "), each found");
    }

    @Test
    void everyCutIsFound() throws IOException {
        int cuts = Integer.getInteger("netvscd.cuts", 12);
        int made = 0;
        for (String name : files.keySet()) {
            byte[] octets = files.get(name);
            for (int length = 0; length < octets.length; length += 1 + octets.length / cuts) {
                isFound(name, Arrays.copyOf(octets, length), name + " cut at " + length);
                made++;
            }
        }
        System.out.println(made + " cuts of " + files.size() + " files, each found");
    }

    @Test
    void everyZeroedPageIsFound() throws IOException {
        for (String name : files.keySet()) {
            for (int from = 0; from < files.get(name).length; from += PAGE_BYTES) {
                byte[] octets = files.get(name).clone();
                Arrays.fill(octets, from, Math.min(octets.length, from + PAGE_BYTES), (byte) 0);
                isFound(name, octets, name + " zeroed from " + from);
            }
        }
    }

    @Test
    void everyMissingFileIsFound() throws IOException {
        for (String name : files.keySet()) {
            isFound(name, null, name + " deleted");
        }
    }

    @Test
    void aCutBetweenTwoCommitsIsFoundThoughNothingElseIsWrong() throws IOException {
        Path folder = scratch.resolve("two");
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.append(written.get(0)).toCompletableFuture().join();
            Map<String, byte[]> first = FolderImage.of(folder);
            store.append(written.get(1)).toCompletableFuture().join();
            Map<String, byte[]> second = FolderImage.of(folder);
            first.put(HeadWitness.FILE, second.get(HeadWitness.FILE));
            JournalVerdict verdict = JournalVerifier.verify(FolderImage.write(first, scratch.resolve("cut")));
            assertThat(verdict.whole()).isFalse();
            assertThat(verdict.lastGoodPosition()).isEqualTo(1);
            assertThat(verdict.damages()).hasSize(1).first().asString().contains("record 2 was acknowledged");
        }
    }

    /** Verifies, reads and opens a folder with one file changed. */
    private void isFound(String name, byte[] octets, String what) throws IOException {
        Map<String, byte[]> damaged = new TreeMap<>(files);
        damaged.remove(name);
        if (octets != null) {
            damaged.put(name, octets);
        }
        Path folder = FolderImage.write(damaged, scratch.resolve("damaged"));
        // One temporary copy for both: to open it takes most of the time.
        try (JournalReader reader = JournalReader.open(folder, scratch)) {
            JournalVerdict verdict = JournalVerifier.verify(folder, reader);
            assertThat(verdict.damages()).as(what).isNotEmpty();
            List<TransitionRecord> read = readable(reader);
            assertThat(read).as(what).isEqualTo(written.subList(0, read.size()));
            assertThat(read.size() == RECORDS || !verdict.whole()).as(what).isTrue();
            assertThat(read).as(what).hasSize((int) verdict.records());
        } catch (StoreRefused e) {
            assertThat(e.mend()).as(what).isNotEmpty();
        }
        opensWithEverythingOrNotAtAll(folder, what);
    }

    private static List<TransitionRecord> readable(JournalReader reader) {
        List<TransitionRecord> read = new ArrayList<>();
        try (Stream<TransitionRecord> records = reader.byTick()) {
            for (Iterator<TransitionRecord> each = records.iterator(); each.hasNext();) {
                read.add(each.next());
            }
        } catch (JournalDamaged e) {
            assertThat(e.lastGoodPosition()).isEqualTo(read.size());
        }
        return read;
    }

    private void opensWithEverythingOrNotAtAll(Path folder, String what) {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThat(store.headPosition()).as(what).isEqualTo(RECORDS);
            List<TransitionRecord> read = new ArrayList<>();
            store.byTick().forEach(read::add);
            assertThat(read).as(what).isEqualTo(written);
        } catch (StoreRefused | JournalDamaged e) {
            assertThat(e).as(what).hasMessageMatching("(?s).+");
        }
    }
}
