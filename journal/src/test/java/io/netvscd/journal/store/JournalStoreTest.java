package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasAcknowledgedAfterItWasClosed() {
        List<TransitionRecord> written = records(1, 300);
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            written.forEach(each -> assertThat(store.append(each).toCompletableFuture().join()).isEqualTo(Ack.DURABLE));
        }
        try (JournalReader reader = JournalReader.open(folder); Stream<TransitionRecord> read = reader.byTick()) {
            assertThat(read.toList()).isEqualTo(written);
        }
    }

    @Test
    void countsOnWhereItStopped() {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.append(records(1, 10).toArray(TransitionRecord[]::new));
        }
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThat(store.headPosition()).isEqualTo(10);
            assertThat(store.highestSequenceNr("master/eth1")).isEqualTo(4);
            store.append(Samples.at(1, 13)).toCompletableFuture().join();
            assertThat(store.highestSequenceNr("master/eth1")).isEqualTo(5);
            assertThat(store.read(11, 100)).extracting(StoredRecord::position).containsExactly(11L);
        }
    }

    @Test
    void countsTheLivesOfTheDaemon() {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThat(store.nextEpoch()).isEqualTo(1);
        }
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThat(store.nextEpoch()).isEqualTo(2);
            store.append(Samples.at(7, 1)).toCompletableFuture().join();
        }
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThat(store.nextEpoch()).isEqualTo(8);
        }
    }

    @Test
    void showsOneOwnersRecordsInTheirOrder() {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.append(records(1, 30).toArray(TransitionRecord[]::new)).toCompletableFuture().join();
            List<Long> shown = new ArrayList<>();
            store.replay("master/eth0", 3, 8, 4, entry -> shown.add(entry.stamp().tick()));
            assertThat(shown).containsExactly(9L, 12L, 15L, 18L);
        }
    }

    @Test
    void hidesDeletedRecordsFromTheirOwnerAndKeepsThemAsEvidence() {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.append(records(1, 9).toArray(TransitionRecord[]::new));
            store.deleteTo("master/eth0", Long.MAX_VALUE).toCompletableFuture().join();
        }
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            List<Entry> shown = new ArrayList<>();
            store.replay("master/eth0", 1, 100, 100, shown::add);
            assertThat(shown).isEmpty();
            assertThat(store.highestSequenceNr("master/eth0")).isEqualTo(3);
            assertThat(store.read(1, 100)).hasSize(9);
        }
    }

    @Test
    void refusesASecondOwnerInTheSameProcess() {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            assertThatThrownBy(() -> JournalStore.open(folder)).isInstanceOf(StoreRefused.class).hasMessageContaining("open already");
            assertThatThrownBy(() -> JournalReader.open(folder)).isInstanceOf(StoreRefused.class).hasMessageContaining("netvscd events");
            assertThat(store.health().healthy()).isTrue();
        }
    }

    @Test
    void refusesDataFilesWithoutCurrentAndDeletesNothing() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.append(records(1, 9).toArray(TransitionRecord[]::new));
        }
        Files.delete(folder.resolve("CURRENT"));
        List<String> before = StoreFolder.dataFiles(folder);
        assertThatThrownBy(() -> JournalStore.open(folder)).isInstanceOf(StoreRefused.class).hasMessageContaining("CURRENT");
        try (JournalReader reader = JournalReader.open(folder); Stream<TransitionRecord> read = reader.byTick()) {
            assertThat(reader.repaired()).contains("CURRENT");
            assertThat(read.toList()).isEqualTo(records(1, 9));
        }
        assertThat(StoreFolder.dataFiles(folder)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void readingChangesNothingInTheFolder() throws Exception {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.append(records(1, 50).toArray(TransitionRecord[]::new));
        }
        List<String> before = fingerprints();
        try (JournalReader reader = JournalReader.open(folder)) {
            List<StoredRecord> all = new ArrayList<>();
            reader.forEach(all::add);
            assertThat(all).hasSize(50);
            assertThat(reader.gaps()).isEmpty();
        }
        assertThat(fingerprints()).isEqualTo(before);
    }

    private List<String> fingerprints() throws Exception {
        List<String> prints = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                prints.add(file.getFileName() + " " + Files.getLastModifiedTime(file) + " "
                        + java.util.Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return prints;
    }

    static List<TransitionRecord> records(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(tick -> Samples.at(1, tick)).toList();
    }
}
