package io.netvscd.journal.akka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.store.StallingStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plugin writes on threads that owners run on as well: a sync that does not return must leave them one. */
@Timeout(60)
class StalledPluginTest {
    private static final String TWO_THREADS = "akka.actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 2 }";

    @TempDir
    private Path folder;

    @Test
    void ownersGoOnWhileASyncDoesNotReturn() {
        StallingStore disk = new StallingStore(folder, 20);
        try (PluginFixture plugins = new PluginFixture(disk.store(), TWO_THREADS)) {
            plugins.writeTexts("owner-1", 1, 1);
            disk.stall();
            for (int number = 2; number <= 20; number++) {
                plugins.writeTexts("owner-1", number, number);
                plugins.writeTexts("owner-2", number - 1, number - 1);
            }
            assertThat(disk.store().health().trouble()).contains("longer than 20 ms");
            assertThat(plugins.replay("owner-1", 1, 20, 20).messages()).hasSize(20);
            disk.heal();
        }
    }
}
