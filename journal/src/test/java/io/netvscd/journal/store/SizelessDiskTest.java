package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.journal.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that has no size to tell, as a root file system in memory. Needs root to mount it. */
@Timeout(60)
class SizelessDiskTest {
    @TempDir
    private Path disk;

    @Test
    void aDiskThatTellsNoSizeIsNotTakenForAFullOne() throws Exception {
        assumeTrue(run("mount", "-t", "ramfs", "netvscd-test", disk.toString()), "no ramfs could be mounted (needs root)");
        try {
            assertThat(Files.getFileStore(disk).getTotalSpace()).isZero();
            try (JournalStore store = JournalStore.open(disk.resolve("journal"))) {
                assertThat(store.append(Samples.at(1, 1)).toCompletableFuture().join()).isEqualTo(Ack.DURABLE);
                assertThat(store.health().healthy()).isTrue();
            }
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
