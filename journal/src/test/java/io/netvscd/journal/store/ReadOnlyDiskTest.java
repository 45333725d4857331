package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.journal.Samples;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An ext4 that shuts itself off, as it does on an I/O error: whatever was not on the disk by then is gone. Needs root and a loop device. */
@Timeout(120)
class ReadOnlyDiskTest {
    private static final StoreOptions OPTIONS = new StoreOptions(1 << 20, 64 << 10, 500, 1, 20, 8 << 20);
    private static final long DISK_BYTES = 96 << 20;

    @TempDir
    private Path scratch;
    private Path image;
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        image = scratch.resolve("image");
        disk = Files.createDirectory(scratch.resolve("disk"));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
        }
        mounted = run("mkfs.ext4", "-q", "-F", image.toString()) && run("mount", "-o", "loop", image.toString(), disk.toString());
        assumeTrue(mounted, "no ext4 could be mounted (needs root and a loop device): a disk that shuts itself off is not tested here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterwardsAndTheRestIsSaidToWait() throws Exception {
        Path folder = disk.resolve("journal");
        try (JournalStore store = JournalStore.open(folder, OPTIONS)) {
            assertThat(write(store, 1)).isEqualTo(Ack.DURABLE);
            assertThat(write(store, 2)).isEqualTo(Ack.DURABLE);
            assertThat(run("mount", "-o", "remount,abort", disk.toString())).isTrue();
            assertThat(write(store, 3)).isEqualTo(Ack.VOLATILE);
            while (store.health().healthy()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(write(store, 4)).isEqualTo(Ack.VOLATILE);
            assertThat(store.health().queued()).isEqualTo(2);
        }
        assertThat(run("umount", disk.toString())).isTrue();
        assertThat(run("mount", "-o", "loop", image.toString(), disk.toString())).isTrue();
        assertThat(JournalVerifier.verify(folder).whole()).isTrue();
        assertThat(ticks(folder)).startsWith(1L, 2L);
        try (JournalStore store = JournalStore.open(folder, OPTIONS)) {
            assertThat(store.health().healthy()).isTrue();
        }
    }

    private static Ack write(JournalStore store, long tick) {
        return store.append(Samples.at(1, tick)).toCompletableFuture().join();
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
