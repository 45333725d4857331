package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.journal.Samples;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that runs full beneath LevelDB's mapped files. Needs root for a tmpfs of its own. */
@Timeout(60)
class FullDiskTest {
    private static final int DISK_BYTES = 24 << 20;
    private static final StoreOptions OPTIONS = new StoreOptions(1 << 20, 64 << 10, 30_000, 1, 20, 8 << 20);

    @TempDir
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "netvscd-test", disk.toString());
        assumeTrue(mounted, "no tmpfs could be mounted (needs root): a full disk is not tested here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void goesOnWithoutItsDiskAndHealsWhenThereIsRoomAgain() throws Exception {
        Path folder = disk.resolve("journal");
        Path filler = disk.resolve("filler");
        try (JournalStore store = JournalStore.open(folder, OPTIONS)) {
            assertThat(write(store, 1)).isEqualTo(Ack.DURABLE);
            fill(filler);
            assertThat(write(store, 2)).isEqualTo(Ack.VOLATILE);
            assertThat(store.health().trouble()).startsWith("disk full");
            assertThat(write(store, 3)).isEqualTo(Ack.VOLATILE);
            Files.delete(filler);
            while (!store.health().healthy()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(write(store, 4)).isEqualTo(Ack.DURABLE);
        }
        assertThat(ticks(folder)).isEqualTo(List.of(1L, 2L, 3L, 4L));
    }

    @Test
    void writesUntilTheReserveIsReachedAndKeepsEverythingAcknowledged() throws Exception {
        Path folder = disk.resolve("journal");
        long written = 0;
        try (JournalStore store = JournalStore.open(folder, OPTIONS)) {
            while (store.append(List.of(incompressible(written + 1))).toCompletableFuture().join() == Ack.DURABLE) {
                written++;
            }
            assertThat(store.health().trouble()).startsWith("disk full");
        }
        List<Long> positions = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder)) {
            reader.forEach(each -> positions.add(each.position()));
        }
        // The one that was not acknowledged as durable may have found room after all when the store was closed.
        assertThat((long) positions.size()).isBetween(written, written + 1);
        assertThat(positions).isEqualTo(LongStream.rangeClosed(1, positions.size()).boxed().toList());
    }

    private static Entry incompressible(long sequenceNr) {
        byte[] payload = new byte[32 << 10];
        new Random(sequenceNr).nextBytes(payload);
        return new Entry("master/eth0", sequenceNr, "", 1, "test", "", Entry.NO_STAMP, payload);
    }

    private static Ack write(JournalStore store, long tick) {
        return store.append(Samples.at(1, tick)).toCompletableFuture().join();
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static List<Long> ticks(Path folder) {
        try (JournalReader reader = JournalReader.open(folder); Stream<TransitionRecord> records = reader.byTick()) {
            return records.map(each -> each.stamp().tick()).toList();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
