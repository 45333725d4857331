package io.netvscd.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreRefused;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    @TempDir
    private Path folder;

    @Test
    void aBundleHoldsWhatTheFolderHolds() throws Exception {
        List<TransitionRecord> records = LongStream.rangeClosed(1, 200).mapToObj(tick -> Samples.at(1, tick)).toList();
        Path journal = journal(records);
        Path bundle = folder.resolve("incident.zip");
        try (JournalSource source = JournalSource.open(journal)) {
            BundleWriter.write(bundle, source, new TreeMap<>());
        }
        try (JournalSource source = JournalSource.open(bundle); Stream<TransitionRecord> read = source.records()) {
            assertThat(read.toList()).isEqualTo(records);
            assertThat(source.gaps()).hasSize(1);
        }
    }

    @Test
    void everyCutIsRefused() throws Exception {
        Path bundle = folder.resolve("incident.zip");
        try (JournalSource source = JournalSource.open(journal(List.of(Samples.at(1, 1))))) {
            BundleWriter.write(bundle, source, new TreeMap<>());
        }
        byte[] octets = Files.readAllBytes(bundle);
        Path cut = folder.resolve("cut.zip");
        for (int length = 0; length < octets.length; length++) {
            Files.write(cut, java.util.Arrays.copyOf(octets, length));
            assertThatThrownBy(() -> BundleReader.open(cut)).as("cut at " + length).isInstanceOf(BundleRefused.class);
        }
    }

    @Test
    void exportImportExportGivesTheSameOctets() throws Exception {
        List<TransitionRecord> records = LongStream.rangeClosed(1, 1_000).mapToObj(tick -> Samples.at(1 + tick / 300, tick)).toList();
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        try (JournalSource source = JournalSource.open(journal(records))) {
            BundleWriter.write(first, source, new TreeMap<>());
        }
        Path imported = folder.resolve("imported");
        try (JournalSource source = JournalSource.open(first)) {
            assertThat(JournalImport.into(imported, source)).isEqualTo(1_000);
        }
        try (JournalSource source = JournalSource.open(imported)) {
            BundleWriter.write(second, source, new TreeMap<>());
        }
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void importsIntoNothingThatHoldsAnything() throws Exception {
        Path journal = journal(List.of(Samples.at(1, 1)));
        try (JournalSource source = JournalSource.open(journal)) {
            assertThatThrownBy(() -> JournalImport.into(journal, source)).isInstanceOf(StoreRefused.class)
                    .hasMessageContaining("not empty");
        }
    }

    private Path journal(List<TransitionRecord> records) {
        Path journal = folder.resolve("journal");
        try (JournalStore store = JournalStore.open(journal)) {
            store.append(new JournalGap(1, "disk full", List.of(new JournalGap.LostRecords("pci", 1, 4, 2, 9))));
            store.append(records.toArray(TransitionRecord[]::new)).toCompletableFuture().join();
        }
        return journal;
    }
}
